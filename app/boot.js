// Starts the app: chosen theme before the first paint of it, then the wasm, then the service worker.
// `post-build.mjs` fills in the two hashed names and hashes this file too.
import init from '__GLUE__';

const root = document.documentElement;
const theme = localStorage.getItem('theme');
if (theme) root.dataset.theme = theme;
const locale = localStorage.getItem('locale');
if (locale) {
  root.lang = locale;
  root.dir = locale === 'ar' ? 'rtl' : 'ltr';
}

await init({ module_or_path: '__WASM__' });

// A new version waits until the person says so: the app shows "A new version is ready" on `yaninda-update`
// and answers with `yaninda-activate`.
if ('serviceWorker' in navigator) {
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const offer = (worker) => {
    if (!navigator.serviceWorker.controller) return;
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
