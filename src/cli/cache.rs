//! `cargo unblock cache`

use clap::{Args, Subcommand};

use super::{ExitCode, Failure, Session};

/// Show what is remembered between runs, or forget it
#[derive(Args, Debug)]
#[command(after_help = "What is remembered makes a run fast and changes nothing of what it finds. It is
kept in the user's cache folder, never in the workspace; what was longest of no
use is dropped when it takes more than a gibibyte.

Examples:
  cargo unblock cache
  cargo unblock cache clean")]
pub(super) struct CacheCommand {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// Forget everything
    Clean,
}

impl CacheCommand {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        let Some(folder) = session.cache.folder() else {
            writeln!(session.out, "nothing is remembered: there is no cache folder")?;
            return Ok(ExitCode::Clean);
        };
        let folder = folder.display();
        match self.action {
            None => {
                let contents = session.cache.contents();
                writeln!(session.out, "{folder}: {} files, {}", contents.files, size(contents.bytes))?;
            }
            Some(Action::Clean) => {
                let contents = session.cache.clean().map_err(Failure::usage)?;
                writeln!(session.out, "{folder}: removed {} files, {}", contents.files, size(contents.bytes))?;
            }
        }
        Ok(ExitCode::Clean)
    }
}

/// Bytes in the unit in which people read them best.
fn size(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["KiB", "MiB", "GiB"];
    if bytes < 1024 {
        return format!("{bytes} bytes");
    }
    let (mut tenths, mut unit) = (bytes * 10 / 1024, 0);
    while tenths >= 10 * 1024 && unit + 1 < UNITS.len() {
        tenths /= 1024;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_the_largest_unit_that_leaves_a_whole_part() {
        for (bytes, text) in [(0, "0 bytes"), (1023, "1023 bytes"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (5 << 30, "5.0 GiB")] {
            assert_eq!(size(bytes), text);
        }
    }
}
