//! The effective configuration as TOML: what is configured, and the level of every rule.

use toml::Spanned;

use super::Config;

impl Config {
    /// What holds in this run, as a file that could be used in its place.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut file = self.file.clone();
        file.levels = self.rules.iter().map(|rule| (Spanned::new(0..0, rule.id.clone()), rule.level)).collect();
        let source = self.source.as_deref().unwrap_or("nothing is configured, these are the defaults");
        let text = toml::to_string_pretty(&file).expect("a configuration is plain tables and texts");
        format!("# {source}\n{text}")
    }
}
