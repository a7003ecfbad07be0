//! What stands in a form when the app locks is found again after unlocking, in this page and by the same account.
//!
//! It is kept in memory alone, as the very signals of the form, under the account and the address. It goes with the
//! page, on sign-out, on Leave and when somebody else signs in; a form that is left in any other way is not kept. The sheets
//! of the profile and opening a case make signals as they go and are not kept. The encrypted store of the device, which will keep it beyond the page, comes later.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::*;
use yaninda_shared::ids::UserId;

use crate::{
    browser,
    store::session::{self, Stage},
};

/// The state of one form.
struct Kept {
    number: u32,
    user: UserId,
    place: String,
    state: Rc<dyn Any>,
    dirty: Signal<bool>,
    /// How many forms on the screen show it: two, while a view takes the place of another.
    shown: u32,
    /// Its signals live as long as this.
    _owner: Owner,
}

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
    /// The page is left in a hurry: nothing is kept any more.
    static LEAVING: Cell<bool> = const { Cell::new(false) };
}

/// State of a form, made by `make` or found again; it says also whether something is typed. One form of a type of state
/// at an address. Only signals that `make` makes may be in it: one that a press makes goes with its button.
pub fn hold<T: Clone + 'static>(make: impl FnOnce() -> (T, Signal<bool>)) -> T {
    let (Some(user), Some(place)) = (session::user(), browser::place()) else { return make().0 };
    let found = KEPT.with_borrow_mut(|all| {
        let mut here = all.iter_mut().filter(|kept| kept.user == user && kept.place == place);
        let kept = here.find(|kept| kept.state.is::<T>())?;
        kept.shown += 1;
        Some((kept.number, kept.state.downcast_ref::<T>()?.clone()))
    });
    let (number, state) = found.unwrap_or_else(|| {
        let owner = detached();
        let (state, dirty) = owner.with(make);
        let number = NEXT.replace(NEXT.get().wrapping_add(1));
        let kept = Kept { number, user, place, state: Rc::new(state.clone()), dirty, shown: 1, _owner: owner };
        KEPT.with_borrow_mut(|all| all.push(kept));
        (number, state)
    });
    on_cleanup(move || leave(number));
    state
}

/// Signals made under it do not go with the view.
fn detached() -> Owner {
    let before = Owner::current();
    let owner = Owner::new_root(None);
    if let Some(before) = before {
        before.set();
    }
    owner
}

/// The form is taken down: what is typed in it is kept if that is because the app locks.
fn leave(number: u32) {
    let locks = session::stage_now() == Stage::Locked && !LEAVING.get();
    let gone = KEPT.with_borrow_mut(|all| {
        let at = all.iter().position(|kept| kept.number == number)?;
        let kept = all.get_mut(at)?;
        kept.shown -= 1;
        let stays = kept.shown > 0 || (locks && kept.dirty.try_get_untracked() == Some(true));
        (!stays).then(|| all.swap_remove(at))
    });
    // Its signals go now that the list is not held.
    drop(gone);
}

/// Nothing is kept from here on: the page is left.
pub fn nothing() {
    LEAVING.set(true);
}

/// The lock screen is taken down: only what belongs to the account that came in stays, nothing if none did.
pub fn only_of(user: Option<UserId>) {
    let gone = KEPT.with_borrow_mut(|all| {
        let (stay, gone) = all.drain(..).partition::<Vec<_>, _>(|kept| Some(kept.user) == user);
        *all = stay;
        gone
    });
    drop(gone);
}
