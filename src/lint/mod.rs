//! What the tool says about the code: operations, findings, problems, and the summary of a run.
//! How it is found out is left to `flow/`, how it looks to `report/`.

mod collect;
mod finding;
mod fingerprint;
mod message;
mod suppressions;
mod worth;

pub use collect::report;
pub use finding::{
    Applicability, CallSite, Chains, Confidence, Context, DependencyCounts, Finding, FindingFix, Hop, Label, Level, Operation,
    OperationChain, OperationId, Problem, Report, RootKind, Strategy, Summary,
};
pub use suppressions::{Suppressions, suppressions};
pub use worth::{Worth, worth};
