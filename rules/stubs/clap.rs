//! The signatures of clap: what comes of a command line.

pub use builder::{Arg, ArgAction, ArgGroup, Command};
pub use error::Error;
pub use parser::ArgMatches;

pub type App = Command;

#[macro_export]
macro_rules! arg { () => {} }
#[macro_export]
macro_rules! command { () => {} }
#[macro_export]
macro_rules! crate_authors { () => {} }
#[macro_export]
macro_rules! crate_description { () => {} }
#[macro_export]
macro_rules! crate_name { () => {} }
#[macro_export]
macro_rules! crate_version { () => {} }
#[macro_export]
macro_rules! value_parser { () => {} }

pub trait Parser: FromArgMatches {
    fn parse() -> Self {}
    fn try_parse() -> Result<Self, Error> {}
    fn parse_from<I, T>(itr: I) -> Self {}
    fn try_parse_from<I, T>(itr: I) -> Result<Self, Error> {}
    fn update_from<I, T>(&mut self, itr: I) {}
    fn try_update_from<I, T>(&mut self, itr: I) -> Result<(), Error> {}
}
pub trait CommandFactory: Sized {
    fn command() -> Command {}
    fn command_for_update() -> Command {}
}
pub trait FromArgMatches: Sized {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {}
    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, Error> {}
    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {}
    fn update_from_arg_matches_mut(&mut self, matches: &mut ArgMatches) -> Result<(), Error> {}
}
pub trait Args: FromArgMatches {
    fn augment_args(cmd: Command) -> Command {}
    fn augment_args_for_update(cmd: Command) -> Command {}
}
pub trait Subcommand: FromArgMatches {
    fn augment_subcommands(cmd: Command) -> Command {}
    fn augment_subcommands_for_update(cmd: Command) -> Command {}
    fn has_subcommand(name: &str) -> bool {}
}
pub trait ValueEnum: Sized {
    fn value_variants<'a>() -> &'a [Self] {}
    fn from_str(input: &str, ignore_case: bool) -> Result<Self, String> {}
    fn to_possible_value(&self) -> Option<builder::PossibleValue> {}
}
impl<T: Parser> CommandFactory for T {}
impl<T: Parser> FromArgMatches for T {}

pub mod error {
    #[derive(Debug)]
    pub struct Error {}
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ErrorKind {}
    impl Error {
        pub fn raw(kind: ErrorKind, message: impl std::fmt::Display) -> Self {}
        pub fn exit(&self) -> ! {}
        pub fn exit_code(&self) -> i32 {}
        pub fn kind(&self) -> ErrorKind {}
        pub fn print(&self) -> std::io::Result<()> {}
        pub fn use_stderr(&self) -> bool {}
    }
    impl std::fmt::Display for Error {}
    impl std::error::Error for Error {}
}

pub mod parser {
    use std::ffi::{OsStr, OsString};
    #[derive(Clone, Debug, Default)]
    pub struct ArgMatches {}
    impl ArgMatches {
        pub fn get_one<T>(&self, id: &str) -> Option<&T> {}
        pub fn get_count(&self, id: &str) -> u8 {}
        pub fn get_flag(&self, id: &str) -> bool {}
        pub fn get_many<T>(&self, id: &str) -> Option<ValuesRef<'_, T>> {}
        pub fn get_raw(&self, id: &str) -> Option<RawValues<'_>> {}
        pub fn remove_one<T>(&mut self, id: &str) -> Option<T> {}
        pub fn remove_many<T>(&mut self, id: &str) -> Option<Values<T>> {}
        pub fn try_get_one<T>(&self, id: &str) -> Result<Option<&T>, MatchesError> {}
        pub fn try_get_many<T>(&self, id: &str) -> Result<Option<ValuesRef<'_, T>>, MatchesError> {}
        pub fn try_remove_one<T>(&mut self, id: &str) -> Result<Option<T>, MatchesError> {}
        pub fn contains_id(&self, id: &str) -> bool {}
        pub fn args_present(&self) -> bool {}
        pub fn index_of(&self, id: &str) -> Option<usize> {}
        pub fn value_source(&self, id: &str) -> Option<ValueSource> {}
        pub fn subcommand(&self) -> Option<(&str, &ArgMatches)> {}
        pub fn remove_subcommand(&mut self) -> Option<(String, ArgMatches)> {}
        pub fn subcommand_matches(&self, name: &str) -> Option<&ArgMatches> {}
        pub fn subcommand_name(&self) -> Option<&str> {}
        pub fn is_present(&self, id: &str) -> bool {}
        pub fn occurrences_of(&self, id: &str) -> u64 {}
        pub fn value_of(&self, id: &str) -> Option<&str> {}
        pub fn value_of_lossy(&self, id: &str) -> Option<std::borrow::Cow<'_, str>> {}
        pub fn value_of_os(&self, id: &str) -> Option<&OsStr> {}
        pub fn value_of_t<R>(&self, id: &str) -> Result<R, super::Error> {}
        pub fn value_of_t_or_exit<R>(&self, id: &str) -> R {}
        pub fn values_of(&self, id: &str) -> Option<Values<&str>> {}
        pub fn values_of_os(&self, id: &str) -> Option<Values<&OsStr>> {}
    }
    #[derive(Debug)]
    pub enum MatchesError {}
    impl std::fmt::Display for MatchesError {}
    impl std::error::Error for MatchesError {}
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ValueSource {
        DefaultValue,
        EnvVariable,
        CommandLine,
    }
    #[derive(Clone, Debug)]
    pub struct Values<T> {}
    impl<T> Iterator for Values<T> {
        type Item = T;
    }
    #[derive(Clone, Debug)]
    pub struct ValuesRef<'a, T> {}
    impl<'a, T> Iterator for ValuesRef<'a, T> {
        type Item = &'a T;
    }
    #[derive(Clone, Debug)]
    pub struct RawValues<'a> {}
    impl<'a> Iterator for RawValues<'a> {
        type Item = &'a OsStr;
    }
}

pub mod builder {
    use super::{ArgMatches, Error};
    use std::ffi::OsString;
    #[derive(Clone, Debug, Default)]
    pub struct Arg {}
    #[derive(Clone, Copy, Debug)]
    pub enum ArgAction {
        Set,
        Append,
        SetTrue,
        SetFalse,
        Count,
        Help,
        Version,
    }
    #[derive(Clone, Debug, Default)]
    pub struct ArgGroup {}
    #[derive(Clone, Debug)]
    pub struct PossibleValue {}
    #[derive(Clone, Debug, Default)]
    pub struct Command {}
    impl Command {
        pub fn new(name: impl Into<String>) -> Self {}
        pub fn about(self, about: impl Into<String>) -> Self {}
        pub fn after_help(self, help: impl Into<String>) -> Self {}
        pub fn alias(self, name: impl Into<String>) -> Self {}
        pub fn allow_external_subcommands(self, yes: bool) -> Self {}
        pub fn arg(self, arg: impl Into<Arg>) -> Self {}
        pub fn arg_required_else_help(self, yes: bool) -> Self {}
        pub fn args(self, args: impl IntoIterator) -> Self {}
        pub fn author(self, author: impl Into<String>) -> Self {}
        pub fn bin_name(self, name: impl Into<String>) -> Self {}
        pub fn disable_help_subcommand(self, yes: bool) -> Self {}
        pub fn disable_version_flag(self, yes: bool) -> Self {}
        pub fn display_name(self, name: impl Into<String>) -> Self {}
        pub fn group(self, group: impl Into<ArgGroup>) -> Self {}
        pub fn help_template(self, template: impl Into<String>) -> Self {}
        pub fn hide(self, yes: bool) -> Self {}
        pub fn long_about(self, about: impl Into<String>) -> Self {}
        pub fn long_version(self, version: impl Into<String>) -> Self {}
        pub fn mut_arg<F>(self, id: &str, f: F) -> Self where F: FnOnce(Arg) -> Arg {}
        pub fn name(self, name: impl Into<String>) -> Self {}
        pub fn next_help_heading(self, heading: impl Into<String>) -> Self {}
        pub fn no_binary_name(self, yes: bool) -> Self {}
        pub fn override_usage(self, usage: impl Into<String>) -> Self {}
        pub fn propagate_version(self, yes: bool) -> Self {}
        pub fn styles(self, styles: Styles) -> Self {}
        pub fn subcommand(self, subcommand: impl Into<Command>) -> Self {}
        pub fn subcommand_required(self, yes: bool) -> Self {}
        pub fn subcommands(self, subcommands: impl IntoIterator) -> Self {}
        pub fn term_width(self, width: usize) -> Self {}
        pub fn version(self, version: impl Into<String>) -> Self {}
        pub fn visible_alias(self, name: impl Into<String>) -> Self {}
        pub fn error(&mut self, kind: super::error::ErrorKind, message: impl std::fmt::Display) -> Error {}
        pub fn get_bin_name(&self) -> Option<&str> {}
        pub fn get_name(&self) -> &str {}
        pub fn get_matches(self) -> ArgMatches {}
        pub fn get_matches_mut(&mut self) -> ArgMatches {}
        pub fn get_matches_from<I, T>(self, itr: I) -> ArgMatches {}
        pub fn try_get_matches(self) -> Result<ArgMatches, Error> {}
        pub fn try_get_matches_from<I, T>(self, itr: I) -> Result<ArgMatches, Error> {}
        pub fn try_get_matches_from_mut<I, T>(&mut self, itr: I) -> Result<ArgMatches, Error> {}
        pub fn print_help(&mut self) -> std::io::Result<()> {}
        pub fn print_long_help(&mut self) -> std::io::Result<()> {}
    }
    #[derive(Clone, Debug, Default)]
    pub struct Styles {}
}
