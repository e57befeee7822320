//! What one file says, from its bytes alone: items, signatures, imports, and for each body its range and the names it mentions.
//! Plain data: `Send`, serialisable, no syntax trees. Bodies are lowered on demand into [`Body`].

mod body;
mod cfg;
mod children;
mod imports;
mod items;
mod marks;
mod module_files;
mod packed;
mod pattern;
mod types;

pub use body::{Arm, Block, Body, Expr, ExprId, ExprKind, Literal, Operator, Shown, Statement};
pub use cfg::{CfgBranches, evaluate, feature_of, holds_here, requires_test};
pub use imports::{Import, ImportKind};
pub use items::{
    Attributes, Field, FileIndex, Function, GenericParam, Generics, Impl, Items, MacroItem, ModuleItem, Owner, Parameter, Scope, ScopeId,
    ScopeKind, SelfParameter, SyntaxProblem, Trait, TypeItem, TypeItemKind, Value, Variant, WrittenAttributes, WrittenGenerics,
};
pub use marks::ItemMark;
pub use module_files::{ModuleFolders, around};
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

/// Whether a word looks like the name of a type and not like that of a module.
#[must_use]
pub fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
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

/// What an import of all of a module is mentioned as, with [`mention_of`] the module.
pub const GLOB: &str = "*";

/// The same for a path that ends in `qualifier::name`, which is mentioned besides the name itself; for a name in `use qualifier::{name}` too.
#[must_use]
pub fn mention_of(qualifier: &str, name: &str) -> u32 {
    let mut hasher = FxHasher::default();
    (qualifier, name).hash(&mut hasher);
    hasher.finish() as u32
}
