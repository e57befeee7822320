//! What the tool says about the code: operations, findings, problems, and the summary of a run.
//! How it is found out is left to `flow/`, how it looks to `report/`.

mod baseline;
mod collect;
mod finding;
mod fingerprint;
mod message;
mod suppressions;
mod touched;
mod worth;

pub use baseline::{Baseline, Comparison, Known};
pub use collect::report;
pub use finding::{
    Applicability, CallSite, Chains, Confidence, Context, DependencyCounts, Edition, Finding, FindingFix, Hop, Label, Level, Member,
    Operation, OperationChain, OperationId, Problem, Report, RootKind, Silence, Strategy, Summary, TextEdit,
};
pub use suppressions::{Suppressions, suppressions};
pub use touched::touched;
pub use worth::{Worth, worth};
