//! What one file says, from its bytes alone: items, signatures, imports, and for each body its range and the names it mentions.
//! Plain data: `Send`, serialisable, no syntax trees. Bodies are lowered on demand into [`Body`].

mod body;
mod cfg;
mod children;
mod items;
mod packed;
mod pattern;
mod types;

pub use body::{Arm, Block, Body, Expr, ExprId, ExprKind, Literal, Operator, Shown, Statement};
pub use cfg::{evaluate, requires_test};
pub use items::{
    Attributes, Field, FileIndex, Function, GenericParam, Generics, Impl, Import, ImportKind, Items, MacroItem, ModuleItem, Owner,
    Parameter, Scope, ScopeId, ScopeKind, SelfParameter, SyntaxProblem, Trait, TypeItem, TypeItemKind, Value, Variant, WrittenAttributes,
    WrittenGenerics,
};
pub use pattern::{Binding, Pattern};
pub use types::{GenericArgument, PathRef, Segment, TypeRef};

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

/// How code mentions a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Form {
    /// `name`: a variable, a field, a function passed by name; also `name::<T>(…)`.
    Alone,
    /// `name()`.
    Empty,
    /// `name(a)`.
    Arguments,
    /// `name().await`, `name(a).await`: what is called gives a future.
    Awaited,
    /// `path::name`, with arguments or without.
    Path,
    /// `Type::<T>::name`, `<T as Trait>::name`: a path whose last word but one does not say what it is of. It is mentioned as `Path` too.
    Projected,
    /// `name!(…)`.
    Macro,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Alone, Self::Empty, Self::Arguments, Self::Awaited, Self::Path, Self::Projected, Self::Macro];

    /// Those of a call with so many arguments.
    #[must_use]
    pub fn of_call(arguments: usize) -> [Self; 2] {
        [Self::of_kept_call(arguments), Self::Awaited]
    }

    /// That of a call with so many arguments whose value is not awaited at once.
    #[must_use]
    pub fn of_kept_call(arguments: usize) -> Self {
        if arguments == 0 { Self::Empty } else { Self::Arguments }
    }
}

/// A name in a form as the set of what a body mentions keeps it: short and fast to look up. Two may share one, which costs a body that is
/// lowered in vain and nothing else.
#[must_use]
pub fn mention(name: &str, form: Form) -> u32 {
    let mut hasher = FxHasher::default();
    name.hash(&mut hasher);
    form.hash(&mut hasher);
    hasher.finish() as u32
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

/// The same for a path that ends in `qualifier::name`, which is mentioned besides the name itself.
#[must_use]
pub fn mention_of(qualifier: &str, name: &str) -> u32 {
    let mut hasher = FxHasher::default();
    (qualifier, name).hash(&mut hasher);
    hasher.finish() as u32
}
