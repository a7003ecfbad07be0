//! The few things the app asks of the browser: storage of ids and preferences, attributes of the page, timers, locks.
//!
//! Every function does nothing where there is no browser, so modules that use them still run in native tests.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// The window, if there is one.
#[must_use]
pub fn window() -> Option<web_sys::Window> {
    if cfg!(target_arch = "wasm32") { web_sys::window() } else { None }
}

/// The document, if there is one.
#[must_use]
pub fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Sets an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// Removes an attribute of `<html>`.
pub fn remove_root_attribute(name: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.remove_attribute(name);
    }
}

/// Whether `<html>` has an attribute.
#[must_use]
pub fn has_root_attribute(name: &str) -> bool {
    document().and_then(|document| document.document_element()).is_some_and(|root| root.has_attribute(name))
}

/// Takes the static first paint away, if it still stands.
pub fn remove_splash() {
    if let Some(splash) = document().and_then(|document| document.get_element_by_id("splash")) {
        splash.remove();
    }
}

/// Reads a preference of this browser. Never holds anything about a person.
#[must_use]
pub fn recall(name: &str) -> Option<String> {
    window()?.local_storage().ok()??.get_item(name).ok()?
}

/// Keeps a preference of this browser, or forgets it.
pub fn keep(name: &str, value: Option<&str>) {
    if let Some(Ok(Some(storage))) = window().map(|window| window.local_storage()) {
        let _ = match value {
            Some(value) => storage.set_item(name, value),
            None => storage.remove_item(name),
        };
    }
}

/// Reads what this tab keeps until it is closed. Never holds anything about a person.
#[must_use]
pub fn recall_here(name: &str) -> Option<String> {
    window()?.session_storage().ok()??.get_item(name).ok()?
}

/// Keeps something until this tab is closed.
pub fn keep_here(name: &str, value: &str) {
    if let Some(Ok(Some(storage))) = window().map(|window| window.session_storage()) {
        let _ = storage.set_item(name, value);
    }
}

/// Whether the browser has a network at all; true where it cannot be asked.
#[must_use]
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Milliseconds since 1970 by this device's clock.
#[must_use]
pub fn now_millis() -> f64 {
    if cfg!(target_arch = "wasm32") { js_sys::Date::now() } else { 0.0 }
}

/// Puts another page in place of this one, so that "back" does not return.
pub fn replace_page(path: &str) {
    if let Some(window) = window() {
        let _ = window.location().replace(path);
    }
}

/// The address without its origin and what stands after `#`.
#[must_use]
pub fn place() -> Option<String> {
    let location = window()?.location();
    Some(location.pathname().ok()? + &location.search().ok()?)
}

/// The part of the address after `#`; it is taken out of the address at once.
#[must_use]
pub fn take_fragment() -> Option<String> {
    let window = window()?;
    let fragment = window.location().hash().ok()?.trim_start_matches('#').to_owned();
    if fragment.is_empty() {
        return None;
    }
    let path = window.location().pathname().ok()?;
    let _ = window.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    Some(fragment)
}

/// Whether the screen is wide enough for rail and panes (900 px).
#[must_use]
pub fn is_wide() -> bool {
    window()
        .and_then(|window| window.match_media("(min-width: 56.25rem)").ok().flatten())
        .is_some_and(|query| query.matches())
}

/// Waits.
pub async fn sleep(millis: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Calls a function for every event of this name, for as long as the page lives.
pub fn listen(target: &web_sys::EventTarget, event: &str, handler: impl FnMut(web_sys::Event) + 'static) {
    let handler = Closure::<dyn FnMut(web_sys::Event)>::new(handler);
    let _ = target.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    handler.forget();
}

/// The same before any element hears of the event, and for events that only their own element hears.
pub fn listen_first(target: &web_sys::EventTarget, event: &str, handler: impl FnMut(web_sys::Event) + 'static) {
    let handler = Closure::<dyn FnMut(web_sys::Event)>::new(handler);
    let _ = target.add_event_listener_with_callback_and_bool(event, handler.as_ref().unchecked_ref(), true);
    handler.forget();
}

/// Runs `work` while holding a lock shared by all tabs of this browser (Web Locks). Without that API it just runs.
pub async fn with_lock<F>(name: &str, work: F)
where
    F: Future<Output = ()> + 'static,
{
    let Some(request) = lock_request() else {
        work.await;
        return;
    };
    let (locks, request) = request;
    let job = Closure::once_into_js(move || -> JsValue {
        future_to_promise(async move {
            work.await;
            Ok(JsValue::UNDEFINED)
        })
        .into()
    });
    if let Ok(promise) = request.call2(&locks, &JsValue::from_str(name), &job)
        && let Ok(promise) = promise.dyn_into::<Promise>()
    {
        let _ = JsFuture::from(promise).await;
    }
}

fn lock_request() -> Option<(JsValue, Function)> {
    let navigator: Object = window()?.navigator().unchecked_into();
    let locks = Reflect::get(&navigator, &JsValue::from_str("locks")).ok().filter(|locks| locks.is_object())?;
    let request = Reflect::get(&locks, &JsValue::from_str("request")).ok()?.dyn_into::<Function>().ok()?;
    Some((locks, request))
}

/// The texts of a language, which `boot.js` fetches. None if they cannot be had now.
pub async fn texts(locale: &str) -> Option<String> {
    let fetch =
        Reflect::get(&window()?.into(), &JsValue::from_str("yanindaTexts")).ok()?.dyn_into::<Function>().ok()?;
    let promise = fetch.call1(&JsValue::NULL, &JsValue::from_str(locale)).ok()?.dyn_into::<Promise>().ok()?;
    JsFuture::from(promise).await.ok()?.as_string()
}

/// Opens the browser's own print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Puts a text on the clipboard.
pub fn copy(text: &str) {
    let Some(navigator) = window().map(|window| JsValue::from(window.navigator())) else { return };
    let Ok(clipboard) = Reflect::get(&navigator, &JsValue::from_str("clipboard")) else { return };
    if let Ok(write) = Reflect::get(&clipboard, &JsValue::from_str("writeText"))
        && let Ok(write) = write.dyn_into::<Function>()
    {
        let _ = write.call1(&clipboard, &JsValue::from_str(text));
    }
}
