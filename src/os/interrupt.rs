//! The wish to stop: Ctrl-C and the signals that ask a process to end, as a value that the work looks at.

use std::sync::{Arc, OnceLock, mpsc};

use tokio::sync::watch;

/// Whether the run has been asked to stop. Clones share one answer; once asked, always asked.
#[derive(Clone, Debug)]
pub struct Interrupt {
    asked: Arc<watch::Sender<bool>>,
}

impl Default for Interrupt {
    fn default() -> Self {
        Self { asked: Arc::new(watch::Sender::new(false)) }
    }
}

impl Interrupt {
    /// The interrupt of this process: from the first call on, Ctrl-C (and on Unix SIGTERM and SIGHUP) no longer ends the process, but
    /// asks it to stop. Work that must not be cut off in the middle then has to look at it.
    #[must_use]
    pub fn of_process() -> Self {
        let make = || {
            let interrupt = Interrupt::default();
            let listener = interrupt.clone();
            listen(move |_| listener.ask());
            interrupt
        };
        OF_PROCESS.get_or_init(make).clone()
    }

    /// Whether [`Interrupt::of_process`] was called.
    pub(super) fn is_listening() -> bool {
        OF_PROCESS.get().is_some()
    }

    /// Asks to stop.
    pub fn ask(&self) {
        self.asked.send_replace(true);
    }

    /// Whether somebody asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        *self.asked.borrow()
    }

    /// Returns when somebody asks.
    pub(super) async fn asked(&self) {
        let mut receiver = self.asked.subscribe();
        // The sender lives as long as `self`, so the wait cannot fail.
        let _ = receiver.wait_for(|asked| *asked).await;
    }
}

static OF_PROCESS: OnceLock<Interrupt> = OnceLock::new();

/// How somebody asks a process to end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ask {
    Interrupt,
    Terminate,
    HangUp,
}

impl Ask {
    /// What a shell says of a process that ended by the signal: 128 and its number.
    pub(super) fn exit_code(self) -> i32 {
        match self {
            Self::HangUp => 129,
            Self::Interrupt => 130,
            Self::Terminate => 143,
        }
    }
}

/// Calls `asked` on a thread of its own when the process is asked to end for the first time; listens when it returns.
pub(super) fn listen(asked: impl FnOnce(Ask) + Send + 'static) {
    let (listening, is_listening) = mpsc::channel();
    let work = move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        if let Ok(ask) = runtime.block_on(signal(&listening)) {
            asked(ask);
        }
    };
    // Without a listener a signal ends the process, and the journal takes care of the rest.
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(work);
    // An error means that the thread is gone: that it does not listen is then as certain.
    let _ = is_listening.recv();
}

#[cfg(unix)]
async fn signal(listening: &mpsc::Sender<()>) -> std::io::Result<Ask> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let mut hang_up = signal(SignalKind::hangup())?;
    let _ = listening.send(());
    Ok(tokio::select! {
        _ = interrupt.recv() => Ask::Interrupt,
        _ = terminate.recv() => Ask::Terminate,
        _ = hang_up.recv() => Ask::HangUp,
    })
}

#[cfg(windows)]
async fn signal(listening: &mpsc::Sender<()>) -> std::io::Result<Ask> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    let _ = listening.send(());
    interrupt.recv().await;
    Ok(Ask::Interrupt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_the_answer() {
        let interrupt = Interrupt::default();
        let clone = interrupt.clone();
        assert!(!clone.is_asked());
        interrupt.ask();
        assert!(clone.is_asked());
    }
}
