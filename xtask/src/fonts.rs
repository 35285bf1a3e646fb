//! The fonts: copied from their pinned npm packages into `assets/fonts`, and known by their hashes.
//!
//! They come by npm because a town's network may reach a registry and nothing else, and because that works on Windows too.

use std::fs;
use std::path::Path;

use crate::stamp::sha256;
use crate::step::{Failure, heading};

/// Where a font is in `ui/node_modules/@expo-google-fonts`, and the SHA-256 of its bytes. The printed page depends on them.
const FONTS: [(&str, &str); 4] = [
    (
        "biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf",
        "22f41ce68f1ce62477ca4ec1e2c0c400cc545ddff31d713e8edf87808614aeb2",
    ),
    (
        "biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf",
        "1a995936e0f9de8a7c142c97cdb679e7087e89c13e663f946cd047f4283cedf8",
    ),
    (
        "biz-udpmincho/400Regular/BIZUDPMincho_400Regular.ttf",
        "06903c18c2510b45f3fb9be7a022a5e5250b24da6d2fb7fea69e414f61d58bb3",
    ),
    (
        "biz-udpmincho/700Bold/BIZUDPMincho_700Bold.ttf",
        "8d6df1087bf1393cedc89c11b0414a618d655ae8995a961abf135c08f69fe00c",
    ),
];

/// Nothing, once the four fonts lie in `assets/fonts` with the right bytes. The packages of the screens must be there.
pub fn fetch(root: &Path) -> Result<(), Failure> {
    let to = root.join("assets/fonts");
    let right = |path: &Path, hash: &str| fs::read(path).is_ok_and(|bytes| sha256(&bytes) == hash);
    let missing: Vec<_> = FONTS.iter().filter(|(path, hash)| !right(&to.join(file_name(path)), hash)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    heading("Fonts");
    fs::create_dir_all(&to).map_err(|e| Failure::file(to.display(), &e))?;
    for (path, hash) in missing {
        let from = root.join("ui/node_modules/@expo-google-fonts").join(path);
        let bytes = fs::read(&from)
            .map_err(|e| Failure::file(from.display(), &e).advise("Run `npm ci` in ui, then try again."))?;
        if sha256(&bytes) != *hash {
            return Err(Failure::new(
                format!("{} is not the font that this version was made with", from.display()),
                "Another package was installed than the one pinned in ui/package.json: delete ui/node_modules and try again.",
            ));
        }
        let file = to.join(file_name(path));
        fs::write(&file, bytes).map_err(|e| Failure::file(file.display(), &e))?;
        eprintln!("{}", file_name(path));
    }
    Ok(())
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
