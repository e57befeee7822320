//! How the calls on a line were resolved, as text.

use std::io::{self, Write};

use super::text::printable;
use crate::flow::Explained;

/// Three facts a call: what is written, what it means, and the type that the method was looked up on.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(calls: &[Explained], out: &mut dyn Write) -> io::Result<()> {
    if calls.is_empty() {
        return writeln!(out, "no call on this line");
    }
    for call in calls {
        writeln!(out, "{}", printable(&call.callee))?;
        writeln!(out, "    {}", printable(&call.meaning))?;
        if let Some(receiver) = &call.receiver {
            writeln!(out, "    on {}", printable(receiver))?;
        }
    }
    Ok(())
}
