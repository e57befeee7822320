//! The signatures of color-eyre: eyre under its name, and what adds sections to a report.

pub use ::eyre;
pub use ::eyre::{Report, Result};
pub use section::{IndentedSection, Section, SectionExt};
pub use section::Section as Help;

pub fn install() -> Result<(), Report> {}

pub mod section {
    use ::eyre::Report;
    use std::error::Error;
    use std::fmt::Display;

    pub struct IndentedSection<H, B> {}
    impl<H: Display, B: Display> Display for IndentedSection<H, B> {}

    pub trait SectionExt: Sized {
        fn header<C: Display + Send + Sync + 'static>(self, header: C) -> IndentedSection<C, Self> {}
    }
    impl<T: Display + Send + Sync + 'static> SectionExt for T {}

    pub trait Section {
        type Return;
        fn section<D: Display + Send + Sync + 'static>(self, section: D) -> Self::Return;
        fn with_section<D: Display + Send + Sync + 'static, F: FnOnce() -> D>(self, section: F) -> Self::Return;
        fn error<E: Error + Send + Sync + 'static>(self, error: E) -> Self::Return;
        fn with_error<E: Error + Send + Sync + 'static, F: FnOnce() -> E>(self, error: F) -> Self::Return;
        fn note<D: Display + Send + Sync + 'static>(self, note: D) -> Self::Return;
        fn with_note<D: Display + Send + Sync + 'static, F: FnOnce() -> D>(self, f: F) -> Self::Return;
        fn warning<D: Display + Send + Sync + 'static>(self, warning: D) -> Self::Return;
        fn with_warning<D: Display + Send + Sync + 'static, F: FnOnce() -> D>(self, f: F) -> Self::Return;
        fn suggestion<D: Display + Send + Sync + 'static>(self, suggestion: D) -> Self::Return;
        fn with_suggestion<D: Display + Send + Sync + 'static, F: FnOnce() -> D>(self, f: F) -> Self::Return;
        fn suppress_backtrace(self, suppress: bool) -> Self::Return;
    }
    impl Section for Report {
        type Return = Report;
    }
    impl<T, E: Into<Report>> Section for std::result::Result<T, E> {
        type Return = std::result::Result<T, Report>;
    }
}
