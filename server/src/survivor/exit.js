(function(d){
var a=d.getElementById("leave"),last=0;
function leave(){var to=a.href;d.documentElement.innerHTML="";location.replace(to)}
a.onclick=function(){leave();return false};
d.onkeydown=function(e){if((e||event).keyCode!=27)return;var now=+new Date();if(now-last<1500)leave();last=now};
d.onclick=function(e){
for(var n=(e||event).target;n&&n!=d;n=n.parentNode)if(n.tagName=="A"&&(n.getAttribute("href")||"").charAt(0)=="?"){location.replace(n.href);return false}
};
})(document);
