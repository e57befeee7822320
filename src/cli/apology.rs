//! What is said when the tool itself is broken.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, PoisonError};

use super::ExitCode;

/// What the last panic said. A panic that is caught on its way, such as one on a single file, is a problem in the report and not ours.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Runs `command`. If it panics, says so on `error` with what to report, and returns [`ExitCode::Bug`].
///
/// Meanwhile panics print nothing by themselves: who catches one says what it means.
pub fn with_apology(command: impl FnOnce() -> ExitCode, error: &mut dyn Write) -> ExitCode {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(remember));
    let result = panic::catch_unwind(AssertUnwindSafe(command));
    panic::set_hook(hook);
    result.unwrap_or_else(|payload| {
        let last = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
        let message = last.unwrap_or_else(|| message(payload.as_ref()).to_owned());
        // Nothing is left to be done where even this cannot be said; the exit code still says it.
        let _ = apologise(&message, error);
        ExitCode::Bug
    })
}

fn remember(panic: &PanicHookInfo<'_>) {
    let mut text = message(panic.payload()).to_owned();
    if let Some(location) = panic.location() {
        text = format!("{text}\nat {location}");
    }
    let backtrace = Backtrace::capture();
    if backtrace.status() == BacktraceStatus::Captured {
        text = format!("{text}\n{backtrace}");
    }
    *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
}

fn message(payload: &(dyn std::any::Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("it did not say why")
}

fn apologise(panic: &str, error: &mut dyn Write) -> io::Result<()> {
    writeln!(error, "sorry, this is a bug in {} {}:", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))?;
    panic.lines().try_for_each(|line| writeln!(error, "  {line}"))?;
    writeln!(error, "please report these lines, the command, and if you can the file it stopped at")?;
    writeln!(error, "RUST_BACKTRACE=1 adds where it came from")
}
