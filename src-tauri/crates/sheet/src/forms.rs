//! The forms that are built in.

use crate::{Form, FormId};
use std::sync::OnceLock;

const FILES: [(&str, &str); 3] = [
    ("change-story.toml", include_str!("../../../../assets/forms/change-story.toml")),
    ("twenty-year.toml", include_str!("../../../../assets/forms/twenty-year.toml")),
    ("emergency.toml", include_str!("../../../../assets/forms/emergency.toml")),
];

/// The built-in forms, the usual one first.
///
/// # Panics
/// Never in a build whose tests pass: they read every form.
pub fn builtin() -> &'static [Form] {
    static FORMS: OnceLock<Vec<Form>> = OnceLock::new();
    FORMS.get_or_init(|| {
        FILES.map(|(file, toml)| Form::parse(file, toml).unwrap_or_else(|e| panic!("built-in form: {e}"))).into()
    })
}

/// The built-in form named `id`.
pub fn find(id: &FormId) -> Option<&'static Form> {
    builtin().iter().find(|f| f.id == *id)
}
