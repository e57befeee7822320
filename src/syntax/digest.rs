//! What of a file matters to code outside of its bodies, as one number: it stays the same where only comments, layout or bodies change.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::skim::Skim;
use crate::index::{FileIndex, may_declare_items};

/// The hash of the tokens outside of bodies.
pub(super) fn of_outline(skim: &Skim<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    for piece in skim.written() {
        hasher.write(piece.as_bytes());
        // Where it ends and the next begins.
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

/// The hash of a file; without one of its outline, that of all its text.
pub(super) fn of(text: &str, outline: Option<u64>, index: &FileIndex) -> u64 {
    let mut hasher = FxHasher::default();
    match outline {
        Some(outline) => hasher.write_u64(outline),
        None => hasher.write(text.as_bytes()),
    }
    // What a macro spells out stands where it is called, and what a body declares has impls that others meet.
    let macros = index.items.macros.iter().map(|declared| declared.rules);
    let declaring =
        index.items.functions.iter().filter(|function| may_declare_items(&function.mentions)).filter_map(|function| function.body);
    for place in macros.chain(declaring) {
        hasher.write(text[place.range()].as_bytes());
        hasher.write_u32(place.len());
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use crate::syntax::index;

    const FILE: &str = "use a::b; macro_rules! m { () => { c() } } pub fn f(x: u8) -> u8 { x + 1 } struct S { t: T }";

    #[test]
    fn what_stands_in_bodies_and_comments_and_how_it_is_laid_out_changes_nothing() {
        let digest = index(FILE).digest;
        for (from, to) in
            [("x + 1", "g(x)?"), ("use a", "// new\n\nuse  a"), ("{ x + 1 }", "{\n    /* why */ x\n}"), ("struct", "/// Doc.\nstruct")]
        {
            assert_eq!(index(&FILE.replace(from, to)).digest, digest, "{to}");
        }
    }

    #[test]
    fn what_others_can_see_changes_it() {
        let digest = index(FILE).digest;
        for (from, to) in [
            ("a::b", "a::c"),
            ("c()", "d()"),
            ("x: u8", "x: u16"),
            ("pub fn", "pub async fn"),
            ("x + 1", "use h::i; x"),
            ("x + 1", "impl S {} x"),
            ("t: T", "t: U"),
            ("t: T", "tT"),
            ("struct", "#[cfg(unix)] struct"),
            ("struct S", "struct S <"),
        ] {
            assert_ne!(index(&FILE.replace(from, to)).digest, digest, "{to}");
        }
    }
}
