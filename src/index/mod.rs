//! What one file says, from its bytes alone: items, signatures, imports, and for each body its range and the names it mentions.
//! Plain data: `Send`, serialisable, no syntax trees. Bodies are lowered on demand into [`Body`].

mod body;
mod cfg;
mod children;
mod imports;
mod items;
mod marks;
mod mention;
mod module_files;
mod packed;
mod pattern;
mod types;

pub use body::{Arm, Block, Body, Expr, ExprId, ExprKind, Literal, Operator, Shown, Statement};
pub use cfg::{CfgBranches, evaluate, feature_of, holds_here, is_of_other_builds, requires_test};
pub use imports::{Import, ImportKind};
pub use items::{
    Attributes, Field, FileIndex, Function, GenericParam, Generics, Impl, Items, MacroItem, ModuleItem, Owner, Parameter, Scope, ScopeId,
    ScopeKind, SelfParameter, SyntaxProblem, Trait, TypeItem, TypeItemKind, Value, Variant, WrittenAttributes, WrittenGenerics,
};
pub use marks::ItemMark;
pub use mention::{Call, Form, GLOB, mark_in, mark_of, may_declare_items, mention, mention_of};
pub use module_files::{ModuleFolders, modules_around};
pub use pattern::{Binding, Pattern};
pub use types::{GenericArgument, PathRef, Segment, TypeRef};

/// Whether a word looks like the name of a type and not like that of a module.
#[must_use]
pub fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
