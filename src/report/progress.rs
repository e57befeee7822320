//! How far a long run has come. The analysis only says what it did; whether anybody sees it is decided here.

use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Told about the steps of a run, from any thread.
pub trait Progress: Sync {
    /// A phase with `total` steps begins.
    fn start(&self, total: u64);
    /// One step is done.
    fn advance(&self);
    /// The phase is over.
    fn finish(&self);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _total: u64) {}
    fn advance(&self) {}
    fn finish(&self) {}
}

/// Work that takes no longer than this is done before a bar could be read.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar on stderr, which appears when a phase takes longer than half a second and is gone when the phase is over. For a terminal only:
/// the caller looks.
#[derive(Debug)]
pub struct Bar {
    phase: Mutex<Option<Phase>>,
    patience: Duration,
}

#[derive(Clone, Debug)]
struct Phase {
    bar: ProgressBar,
    since: Instant,
    shown: std::sync::Arc<OnceLock<()>>,
}

impl Default for Bar {
    fn default() -> Self {
        Self { phase: Mutex::new(None), patience: PATIENCE }
    }
}

impl Bar {
    fn phase(&self) -> std::sync::MutexGuard<'_, Option<Phase>> {
        // A bar that a panicking thread was drawing is still a bar.
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Bar {
    fn start(&self, total: u64) {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("  {bar:30.cyan/dim} {pos}/{len}") {
            bar.set_style(style.progress_chars("━━─"));
        }
        *self.phase() = Some(Phase { bar, since: Instant::now(), shown: std::sync::Arc::default() });
    }

    fn advance(&self) {
        let Some(phase) = self.phase().clone() else { return };
        if phase.since.elapsed() > self.patience {
            phase.shown.get_or_init(|| phase.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        phase.bar.inc(1);
    }

    fn finish(&self) {
        if let Some(phase) = self.phase().take() {
            phase.bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_shown(bar: &Bar) -> bool {
        bar.phase().as_ref().is_some_and(|phase| phase.shown.get().is_some())
    }

    #[test]
    fn a_bar_appears_only_after_its_patience() {
        let patient = Bar { patience: Duration::from_hours(1), ..Bar::default() };
        let hasty = Bar { patience: Duration::ZERO, ..Bar::default() };
        for bar in [&patient, &hasty] {
            bar.start(2);
            bar.advance();
        }
        assert!(!is_shown(&patient));
        assert!(is_shown(&hasty));
    }

    #[test]
    fn steps_are_counted_from_every_thread_and_none_is_needed() {
        let bar = Bar::default();
        bar.advance();
        bar.start(8);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| bar.advance());
            }
        });
        assert_eq!(bar.phase().as_ref().unwrap().bar.position(), 8);
        bar.finish();
        assert!(bar.phase().is_none());
    }
}
