//! The words in which the planner says why it leaves a finding alone: one line, lower case, no full stop.

/// In a sync closure.
pub(super) const IN_CLOSURE: &str = "stands in a sync closure, where nothing can be awaited";
/// In a closure that a helper keeps for later.
pub(super) const KEPT: &str = "it keeps a closure that blocks, and does not run it";
/// In a method such as `Future::poll`.
pub(super) const POLLED: &str = "stands in a method that is polled, where nothing can be awaited";
/// In a sync function that async code reaches.
pub(super) const IN_SYNC_FUNCTION: &str = "stands in a sync function: it and its callers have to become async first";
/// The user asked for another strategy.
pub(super) const OTHER_STRATEGY: &str = "is not mended by the strategy that was asked for";
/// `.map(fs::read)`.
pub(super) const BY_NAME: &str = "is passed by name: whoever calls it would have to await it";
/// Tried, and refused with no other reason than what the compiler says.
pub const NOT_TAKEN: &str = "the compiler does not take it as it is";
/// Comments would be lost.
pub(super) const COMMENT: &str = "a comment stands in the middle of the call";
/// Nothing sensible to say.
pub(super) const NOT_PLAIN: &str = "is not written as a plain call";
/// The result would be wrong Rust.
pub(super) const UNPARSABLE: &str = "the rewritten file would not parse";
/// Two rewrites of the same bytes.
pub(super) const OVERLAP: &str = "its text is part of another fix";

/// In the arguments of a macro that formats them.
pub(super) fn in_format_macro(name: &str) -> String {
    format!("an await inside the arguments of `{name}!` makes the future !Send")
}

/// In the arguments of a macro that nothing is known about.
pub(super) fn in_macro(name: &str) -> String {
    format!("stands in the arguments of `{name}!`, which may put them anywhere")
}

/// A name that is declared once for each of several builds.
pub(super) const OTHER_BUILD: &str = "another build calls another function here";

/// In what a `macro_rules!` becomes.
pub(super) fn in_expansion(name: &str) -> String {
    format!("is part of what `{name}!` expands to")
}

/// While something is in use that stays on its thread.
pub(super) fn held(what: &str) -> String {
    format!("an await would keep {what} alive, which may not move to another thread")
}

/// While a lock is held.
pub(super) fn guarded(name: &str) -> String {
    format!("the guard `{name}` is held here, and an await would hold it while other tasks run")
}

/// A test that would need a runtime.
pub(super) fn test_without_tokio(name: &str) -> String {
    format!("the test `{name}` would have to be async, and its package does not depend on tokio")
}

/// A program that would need a runtime.
pub(super) fn main_without_tokio(place: &str) -> String {
    format!("the example at {place} would have to be async, and its package does not depend on tokio")
}

/// A test with an attribute of another crate.
pub(super) fn test_attribute(name: &str) -> String {
    format!("the test `{name}` would have to be async, and has no plain `#[test]`")
}

/// A shape that is not rewritten yet.
pub(super) fn shape(name: &str) -> String {
    let needed = match name {
        "read-dir-loop" => return "the directory that it takes entries from is not opened by tokio".to_owned(),
        "dir-entry" => "the entry has to come from tokio's directory first",
        "file-handle" | "open-options" => "every use of the file has to move to tokio's file with it, and it has to be flushed",
        "handle-method" | "handle-function" => "the handle has to be opened by tokio first",
        "dir-builder" => "the builder has to become tokio's where it is made",
        "lines-loop" => "the loop over the lines has to become `while let` over tokio's reader",
        "stdin" => "the standard stream has to become tokio's where it is taken",
        "net-handle" | "accept-loop" => "every use of the socket has to move to tokio's socket with it",
        "reqwest-client" => "client, request and response have to become async together",
        "process-child" => "every use of the child has to move to tokio's child with it",
        _ => "the code around it has to change with it",
    };
    format!("is not rewritten yet: {needed}")
}

/// `folder.exists()` where `Folder` only dereferences to a path: the function that takes its place is given a path.
pub(super) fn dereferenced(ty: &str) -> String {
    format!("`{ty}` only dereferences to the type whose method is called")
}
