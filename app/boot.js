// Starts the app: chosen theme before the first paint of it, then the wasm, then the service worker.
// `post-build.mjs` fills in the hashed names and the words of a crash, and hashes this file too.
import init from '__GLUE__';

const root = document.documentElement;
const theme = localStorage.getItem('theme');
if (theme) root.dataset.theme = theme;
const locale = localStorage.getItem('locale');
if (locale) {
  root.lang = locale;
  root.dir = locale === 'ar' ? 'rtl' : 'ltr';
}

// Texts of a language, as the app asks for them; those it will ask for first come beside the wasm.
const TEXTS = __TEXTS__;
const coming = {};
globalThis.yanindaTexts = (wanted) => coming[wanted] ??= fetch(TEXTS[wanted])
  .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(`texts: ${answer.status}`))))
  .catch((error) => {
    delete coming[wanted];
    throw error;
  });
const own = (locale ?? navigator.language).slice(0, 2);
const first = own in TEXTS ? own : 'en';
globalThis.yanindaTexts(first).catch(() => {});

// The wasm ends at a fault of its own and says nothing; then only starting again helps.
const CRASH = __CRASH__;
const crashed = ({ error, reason }) => {
  if (!((error ?? reason) instanceof WebAssembly.RuntimeError) || document.querySelector('.crash')) return;
  const [text, reload] = CRASH[root.lang] ?? CRASH[first];
  const box = Object.assign(document.createElement('div'), { className: 'crash', role: 'alert' });
  const button = Object.assign(document.createElement('button'), { className: 'button button-p', textContent: reload });
  button.addEventListener('click', () => location.reload());
  box.append(Object.assign(document.createElement('p'), { textContent: text }), button);
  document.body.append(box);
};
window.addEventListener('error', crashed);
window.addEventListener('unhandledrejection', crashed);

await init({ module_or_path: '__WASM__' });

// A new version waits until the person says so: the app shows "A new version is ready" on `yaninda-update`, or if
// `data-update` is there by the time it listens, and answers with `yaninda-activate`.
if ('serviceWorker' in navigator) {
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const offer = (worker) => {
    if (!navigator.serviceWorker.controller) return;
    root.dataset.update = '';
    window.addEventListener('yaninda-activate', () => worker.postMessage('activate'), { once: true });
    window.dispatchEvent(new Event('yaninda-update'));
  };
  if (registration.waiting) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => worker.state === 'installed' && offer(worker));
  });
  let reloaded = !navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (reloaded) {
      reloaded = false;
      return;
    }
    location.reload();
  });
}
