//! How far a long run has come. The analysis only says what it did; whether anybody sees it is decided here.

use std::fmt::Write;
use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::os;

/// A part of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Files are read, a step for each.
    Reading {
        /// How many.
        files: u64,
    },
    /// The bodies of dependencies that nothing is remembered of are read, a step for each crate.
    Summarising {
        /// How many.
        crates: u64,
    },
    /// Calls are followed, which has no steps that could be counted before.
    Following,
    /// Changes are planned.
    Planning,
    /// The compiler is asked.
    Compiling,
}

/// Told about the steps of a run, from any thread.
pub trait Progress: Sync {
    /// A phase begins; the one before it, if there was one, is over.
    fn start(&self, phase: Phase);
    /// One step is done.
    fn advance(&self);
    /// The run is over.
    fn finish(&self);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _phase: Phase) {}
    fn advance(&self) {}
    fn finish(&self) {}
}

/// Work that takes no longer than this is done before a line could be read.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the time is shown anew.
const TICK: Duration = Duration::from_millis(100);

/// A line on stderr with the files and the time, which appears when a run takes longer than half a second and is gone when it is over, or
/// when somebody ends it. For a terminal only: the caller looks.
#[derive(Debug)]
pub struct Bar {
    run: Mutex<Option<Run>>,
    patience: Duration,
}

/// A run that is under way.
#[derive(Debug)]
struct Run {
    bar: ProgressBar,
    since: Instant,
    /// How many files it is about, once that is known.
    files: u64,
    /// Shows the bar when patience is over; ends when the other end of its channel is gone.
    watcher: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Default for Bar {
    fn default() -> Self {
        Self { run: Mutex::new(None), patience: PATIENCE }
    }
}

impl Bar {
    fn run(&self) -> MutexGuard<'_, Option<Run>> {
        // A bar that a panicking thread was drawing is still a bar.
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Run {
    fn new(patience: Duration) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let shown = bar.clone();
        let (sender, receiver) = mpsc::channel::<()>();
        let show = move || {
            if receiver.recv_timeout(patience) != Err(mpsc::RecvTimeoutError::Timeout) {
                return;
            }
            let leaving = shown.clone();
            let departure = os::on_departure(move || leaving.finish_and_clear());
            shown.set_draw_target(ProgressDrawTarget::stderr());
            shown.enable_steady_tick(TICK);
            // Until the run is over.
            let _ = receiver.recv();
            drop(departure);
        };
        let watcher = std::thread::Builder::new().name("progress".to_owned()).spawn(show);
        Self { bar, since: Instant::now(), files: 0, watcher: watcher.ok().map(|thread| (sender, thread)) }
    }

    fn count(&self, steps: u64) {
        self.bar.set_length(steps);
        self.bar.set_position(0);
    }

    fn show(&mut self, phase: Phase) {
        let template = match phase {
            Phase::Reading { files } => {
                self.files = files;
                self.count(files);
                "  {bar:30.cyan/dim} {pos}/{len} files read, {time}"
            }
            Phase::Summarising { crates } => {
                self.count(crates);
                "  {bar:30.cyan/dim} {pos}/{len} dependencies read for the first time, {time}"
            }
            Phase::Following => "  {spinner:.cyan} following calls through {files} files, {time}",
            Phase::Planning => "  {spinner:.cyan} planning changes in {files} files, {time}",
            Phase::Compiling => "  {spinner:.cyan} asking the compiler, {time}",
        };
        let (since, files) = (self.since, self.files);
        // Nobody is told where a line cannot be drawn.
        let time = move |_: &ProgressState, out: &mut dyn Write| {
            let _ = write!(out, "{:.1} s", since.elapsed().as_secs_f64());
        };
        let count = move |_: &ProgressState, out: &mut dyn Write| {
            let _ = write!(out, "{files}");
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.with_key("time", time).with_key("files", count).progress_chars("━━─"));
        }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.watcher.take() {
            drop(sender);
            // What it draws is drawn before the line goes.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn start(&self, phase: Phase) {
        self.run().get_or_insert_with(|| Run::new(self.patience)).show(phase);
    }

    fn advance(&self) {
        if let Some(run) = self.run().as_ref() {
            run.bar.inc(1);
        }
    }

    fn finish(&self) {
        let run = self.run().take();
        drop(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_counted_from_every_thread_and_none_is_needed() {
        let bar = Bar::default();
        bar.advance();
        bar.start(Phase::Reading { files: 8 });
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| bar.advance());
            }
        });
        assert_eq!(bar.run().as_ref().map(|run| (run.bar.position(), run.bar.length())), Some((8, Some(8))));
        bar.start(Phase::Following);
        assert_eq!(bar.run().as_ref().map(|run| run.files), Some(8));
        bar.finish();
        assert!(bar.run().is_none());
    }

    #[test]
    fn a_run_that_ends_before_patience_does_is_never_shown() {
        let bar = Bar { patience: Duration::from_hours(1), ..Bar::default() };
        bar.start(Phase::Following);
        assert!(bar.run().as_ref().is_some_and(|run| run.bar.is_hidden()));
        // Does not wait for the hour.
        bar.finish();
    }
}
