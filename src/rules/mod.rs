//! The API table: what blocks, why, and what to write instead; offloaders, poll-like traits and macros. Loaded from `rules/*.toml`,
//! which are part of the binary. The only door to `toml` for rules. The engine never names an API: it asks here.

mod contexts;
mod contexts_file;
mod effect;
mod error;
mod level;
mod load;
mod nearest;
mod practices;
mod rule;
mod rule_file;
mod table;
mod template;

pub use contexts::{
    AttributeKind, Buffer, ClosureTaker, Contexts, Direction, Guards, ImplOf, ImplicitCall, MacroKind, MatchedMethod, Methods, Offloader,
    PollFunction, Runtimes, Streamed, Threads, Writer,
};
pub(crate) use contexts_file::{ClosureTakerEntry, MoreTakers, OffloaderEntry};
pub use effect::{Effect, WaitsFor};
pub use error::{RulesError, RulesProblem};
pub use level::{Applicability, Level};
pub(crate) use load::RulesText;
pub(crate) use nearest::nearest;
pub use practices::{Practice, Practices};
pub use rule::{ApiKind, ApiRow, Example, Inferred, Replacement, Rule};
pub(crate) use rule_file::{ApiEntry, Defaults, ReplacementEntry};
pub use table::Rules;
pub use template::{Template, TemplateError, TemplatePart};
