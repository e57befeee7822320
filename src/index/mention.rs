//! Names as the set of what a body mentions keeps them.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use rustc_hash::FxHasher;

/// The bits of a mention that say in which form the name stands.
const FORM_BITS: u32 = 0xF;

/// What stands there for a name with its qualifier.
const QUALIFIED: u32 = FORM_BITS;

/// How code mentions a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Form {
    /// `name`: a variable, a field, a function passed by name; also `name::<T>(…)`.
    Alone,
    /// `name(…)`: a function, or a value that can be called.
    Function(Call),
    /// `.name(…)`; what a macro is given as `name(…)` counts as both, since it may put a value before it.
    Method(Call),
    /// `path::name`, with arguments or without, where the word before the name may be that of a module.
    Path,
    /// `Path::name`, where the word before the name begins with a capital, as those of types do and those of nearly all modules do not.
    Member,
    /// `Type::<T>::name`, `<T as Trait>::name`: a path whose last word but one does not say what it is of. It is mentioned as `Path` and
    /// `Member` too.
    Projected,
    /// `name!(…)`.
    Macro,
}

/// How code calls what it names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Call {
    /// `name()`.
    Empty,
    /// `name(a)`.
    Arguments,
    /// `name().await`, `name(a).await`: what is called gives a future.
    Awaited,
}

impl Call {
    /// That with so many arguments whose value is not awaited at once.
    #[must_use]
    pub fn kept(arguments: usize) -> Self {
        if arguments == 0 { Self::Empty } else { Self::Arguments }
    }
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Alone,
        Self::Function(Call::Empty),
        Self::Function(Call::Arguments),
        Self::Function(Call::Awaited),
        Self::Method(Call::Empty),
        Self::Method(Call::Arguments),
        Self::Method(Call::Awaited),
        Self::Path,
        Self::Member,
        Self::Projected,
        Self::Macro,
    ];

    /// What tells it from the other forms of a name in a [`mention`].
    const fn code(self) -> u32 {
        match self {
            Self::Alone => 0,
            Self::Function(Call::Empty) => 1,
            Self::Function(Call::Arguments) => 2,
            Self::Function(Call::Awaited) => 3,
            Self::Method(Call::Empty) => 4,
            Self::Method(Call::Arguments) => 5,
            Self::Method(Call::Awaited) => 6,
            Self::Path => 7,
            Self::Member => 8,
            Self::Projected => 9,
            Self::Macro => 10,
        }
    }

    /// Those in which code means a function that is no method and gives no future.
    pub const OF_FUNCTION: [Self; 4] = [Self::Alone, Self::Function(Call::Empty), Self::Function(Call::Arguments), Self::Path];

    /// Those of a path, whatever it is of.
    pub const OF_PATH: [Self; 2] = [Self::Path, Self::Member];

    /// Those of a call with so many arguments: by `call`, [`Form::Function`] or [`Form::Method`].
    #[must_use]
    pub fn of_call(call: impl Fn(Call) -> Self, arguments: usize) -> [Self; 2] {
        [call(Call::kept(arguments)), call(Call::Awaited)]
    }
}

/// A name in a form as the set of what a body mentions keeps it: short and fast to look up. Two may share one, which costs a body that is
/// lowered in vain and nothing else.
#[must_use]
pub fn mention(name: &str, form: Form) -> u32 {
    mark_of(name) | form.code()
}

/// What all mentions of a name have in common, in whatever form.
#[must_use]
pub fn mark_of(name: &str) -> u32 {
    hash_above_form(name)
}

/// The mark of the name that a mention is of; none if it is of a name with its qualifier.
#[must_use]
pub fn mark_in(mention: u32) -> Option<u32> {
    (mention & FORM_BITS != QUALIFIED).then_some(mention & !FORM_BITS)
}

fn hash_above_form(what: impl Hash) -> u32 {
    let mut hasher = FxHasher::default();
    what.hash(&mut hasher);
    hasher.finish() as u32 & !FORM_BITS
}

/// The words that items begin with. A body without any of them declares nothing.
const ITEM_WORDS: [&str; 14] =
    ["const", "enum", "extern", "fn", "impl", "macro_rules", "mod", "static", "struct", "trait", "type", "union", "unsafe", "use"];

/// Whether a text with these mentions, sorted, may declare items.
#[must_use]
pub fn may_declare_items(mentions: &[u32]) -> bool {
    static WANTED: LazyLock<[u32; ITEM_WORDS.len()]> = LazyLock::new(|| ITEM_WORDS.map(|word| mention(word, Form::Alone)));
    WANTED.iter().any(|word| mentions.binary_search(word).is_ok())
}

/// What an import of all of a module is mentioned as, with [`mention_of`] the module.
pub const GLOB: &str = "*";

/// The same for a path that ends in `qualifier::name`, which is mentioned besides the name itself; for a name in `use qualifier::{name}` too.
#[must_use]
pub fn mention_of(qualifier: &str, name: &str) -> u32 {
    hash_above_form((qualifier, name)) | QUALIFIED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mentions_of_a_name_have_its_mark_and_no_other() {
        let forms = Form::ALL.map(|form| mention("read", form));
        assert!(forms.iter().all(|&mention| mark_in(mention) == Some(mark_of("read"))));
        assert_eq!(std::collections::BTreeSet::from(forms).len(), Form::ALL.len());
        assert_ne!(mark_of("read"), mark_of("write"));
        assert_eq!(mark_in(mention_of("fs", "read")), None);
    }
}
