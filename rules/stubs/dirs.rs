//! The signatures of dirs: the folders of a user.

use std::path::PathBuf;

pub fn home_dir() -> Option<PathBuf> {}
pub fn cache_dir() -> Option<PathBuf> {}
pub fn config_dir() -> Option<PathBuf> {}
pub fn config_local_dir() -> Option<PathBuf> {}
pub fn data_dir() -> Option<PathBuf> {}
pub fn data_local_dir() -> Option<PathBuf> {}
pub fn executable_dir() -> Option<PathBuf> {}
pub fn preference_dir() -> Option<PathBuf> {}
pub fn runtime_dir() -> Option<PathBuf> {}
pub fn state_dir() -> Option<PathBuf> {}
pub fn audio_dir() -> Option<PathBuf> {}
pub fn desktop_dir() -> Option<PathBuf> {}
pub fn document_dir() -> Option<PathBuf> {}
pub fn download_dir() -> Option<PathBuf> {}
pub fn font_dir() -> Option<PathBuf> {}
pub fn picture_dir() -> Option<PathBuf> {}
pub fn public_dir() -> Option<PathBuf> {}
pub fn template_dir() -> Option<PathBuf> {}
pub fn video_dir() -> Option<PathBuf> {}
