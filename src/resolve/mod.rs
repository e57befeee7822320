//! Names, types and methods: which definition does an expression mean, and how sure is that. Works from declarations alone; what is
//! not known is a value with a reason.

mod blocks;
mod builds;
mod closures;
mod configured;
mod declared;
mod definitions;
mod dispatch;
mod doc_tests;
mod environment;
mod forwarded;
mod history;
mod infer;
mod interned;
mod libraries;
mod lower;
mod macros;
mod meanings;
mod methods;
mod names;
mod ownership;
mod paths;
mod prelude;
mod primitives;
mod selection;
mod solver;
mod stub_texts;
mod stubs;
#[cfg(test)]
mod tests;
mod threads;
mod tree;
mod ty;
mod type_text;
mod unify;
mod visibility;

pub use blocks::BodyOwner;
pub use definitions::{CrateId, Definition, ItemRef, Module, ModuleId, Program, Unit, UnitId};
pub use dispatch::Dispatch;
pub use doc_tests::{DocTestRole, LibraryDocs};
pub use environment::TypeEnvironment;
pub use history::History;
pub use infer::{BodyTypes, Callee, Presumed, Resolution, Target, Why, infer};
pub use interned::{Interned, List};
pub use names::{Environment, Namespace};
pub use primitives::Primitive;
pub use stubs::read_stubs;
pub use threads::{Asked, Unread};
pub use ty::{Bound, Contents, Projection, Symbol, Ty};
pub use visibility::KnownImpl;
