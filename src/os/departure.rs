//! What has to go when somebody ends the process in the middle of work that may be cut off anywhere: a temporary folder, a line on the
//! terminal. Work that may not be cut off asks an [`Interrupt`] instead, and then nothing here ends the process.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::Interrupt;
use super::interrupt::Ask;

/// What is undone, by number: later things may lie in earlier ones, and go first.
static UNDONE: Mutex<BTreeMap<u64, Undo>> = Mutex::new(BTreeMap::new());

type Undo = Box<dyn FnMut() + Send>;

/// Something that is undone if the process is asked to end. Dropping it forgets that.
#[derive(Debug)]
pub struct Departure {
    number: u64,
}

/// From now on, Ctrl-C (and on Unix SIGTERM and SIGHUP) runs `undo` before it ends the process, unless work that may not be cut off has
/// begun to listen.
#[must_use]
pub fn on_departure(undo: impl FnMut() + Send + 'static) -> Departure {
    static LISTENS: OnceLock<()> = OnceLock::new();
    let mut undone = undone();
    let number = undone.last_key_value().map_or(0, |(number, _)| number + 1);
    undone.insert(number, Box::new(undo));
    drop(undone);
    LISTENS.get_or_init(|| super::interrupt::listen(depart));
    Departure { number }
}

/// Asked as soon as the process departs: children that write what has to go end by it.
pub(super) fn departing() -> &'static Interrupt {
    static DEPARTING: OnceLock<Interrupt> = OnceLock::new();
    DEPARTING.get_or_init(Interrupt::default)
}

/// Does not return if the process has been asked to end: what its other threads say from then on comes of what is undone beneath them.
pub fn wait_if_departing() {
    while departing().is_asked() {
        std::thread::park();
    }
}

#[expect(clippy::disallowed_methods, reason = "it stands for the end that the signal would have been")]
fn depart(ask: Ask) {
    if Interrupt::is_listening() {
        return;
    }
    departing().ask();
    for (_, undo) in undone().iter_mut().rev() {
        // One that panics keeps neither the others nor the end from coming: other threads wait for it.
        let _ = catch_unwind(AssertUnwindSafe(undo));
    }
    std::process::exit(ask.exit_code());
}

fn undone() -> MutexGuard<'static, BTreeMap<u64, Undo>> {
    // A panic elsewhere makes it no less necessary.
    UNDONE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Departure {
    fn drop(&mut self) {
        undone().remove(&self.number);
    }
}
