(function(d,w){
var to=d.getElementsByTagName("script")[0].getAttribute("data-to"),last=0;
function left(mark){try{var s=sessionStorage;if(mark)s.left=1;if(mark===0)s.removeItem("left");return s.left}catch(e){}}
function leave(){left(1);d.documentElement.style.display="none";location.replace(to);return false}
var p=w.performance&&performance.navigation;
if(p&&p.type==2){if(left())leave()}else left(0);
w.onpageshow=function(e){if(e.persisted&&left())leave()};
d.onkeydown=function(e){e=e||event;if(e.keyCode!=27)return;var now=+new Date();if(now-last<1500)leave();last=now};
d.onclick=function(e){
for(var n=(e||event).target;n&&n!=d;n=n.parentNode){
if(n.id=="leave")return leave();
if(n.tagName=="A"&&/^[?\/]/.test(n.getAttribute("href"))){location.replace(n.href);return false}
}
};
})(document,window);
