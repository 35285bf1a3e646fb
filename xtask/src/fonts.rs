//! The fonts: copied from their pinned npm packages into `assets/fonts`, and known by their hashes.
//!
//! They come by npm because a town's network may reach a registry and nothing else, and because that works on Windows too.
//! Faces that stand in for what the text faces lack are cut down to just that.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use crate::stamp::sha256;
use crate::step::{Failure, heading};
use crate::subset;

/// One face.
struct Font {
    /// Where it is in `ui/node_modules/@expo-google-fonts`.
    path: &'static str,
    /// The SHA-256 of the file in `assets/fonts`. The printed page depends on its bytes.
    hash: &'static str,
    /// What is left out of it.
    without: Without,
}

/// What is left out of a face.
enum Without {
    /// Nothing: the file as it is.
    Nothing,
    /// The characters that these faces of `assets/fonts` have.
    Those(&'static [&'static str]),
    /// As [`Without::Those`], and all that is no arrow, sign or ornament (U+2000 to U+2BFF, without Braille).
    ButSigns(&'static [&'static str]),
}

/// In the order in which they can be made.
const FONTS: [Font; 11] = [
    Font {
        path: "biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf",
        hash: "22f41ce68f1ce62477ca4ec1e2c0c400cc545ddff31d713e8edf87808614aeb2",
        without: Without::Nothing,
    },
    Font {
        path: "biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf",
        hash: "1a995936e0f9de8a7c142c97cdb679e7087e89c13e663f946cd047f4283cedf8",
        without: Without::Nothing,
    },
    Font {
        path: "biz-udpmincho/400Regular/BIZUDPMincho_400Regular.ttf",
        hash: "06903c18c2510b45f3fb9be7a022a5e5250b24da6d2fb7fea69e414f61d58bb3",
        without: Without::Nothing,
    },
    Font {
        path: "biz-udpmincho/700Bold/BIZUDPMincho_700Bold.ttf",
        hash: "8d6df1087bf1393cedc89c11b0414a618d655ae8995a961abf135c08f69fe00c",
        without: Without::Nothing,
    },
    Font {
        path: "noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
        hash: "59a1b885b17d6231cd64a2d22ce2e03a7ebbfd2fbeb7db1cb2c11fea8e261ac9",
        without: Without::Those(&["BIZUDPGothic_400Regular.ttf"]),
    },
    Font {
        path: "noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf",
        hash: "a278d719c93935f800d4c654e7b81e7dad28574e33d2e448bc8f3a3fc2747dd7",
        without: Without::Those(&["BIZUDPGothic_700Bold.ttf"]),
    },
    Font {
        path: "noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf",
        hash: "c4d84ec7d1aa4327a5afc950c39d0dae8b9823c54646b52a19fff7b597673a31",
        without: Without::Those(&["BIZUDPMincho_400Regular.ttf"]),
    },
    Font {
        path: "noto-serif-jp/700Bold/NotoSerifJP_700Bold.ttf",
        hash: "8480d563679555a6ec72c1341672c474c1d1c8ac5223783983c49d4e5168bd00",
        without: Without::Those(&["BIZUDPMincho_700Bold.ttf"]),
    },
    // Whole: what two signs make together (a flag, a family) stands in tables that a cut face has not.
    Font {
        path: "noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
        hash: "24aaa2a20c9c06ffe9bf04284bfd1f14376a329d10122f902abe2770817eb504",
        without: Without::Nothing,
    },
    Font {
        path: "noto-emoji/700Bold/NotoEmoji_700Bold.ttf",
        hash: "4a3232c18f9c6312d34eb5b3ddc670c2060ff15f42d584c8aca331b6205c6ad9",
        without: Without::Nothing,
    },
    Font {
        path: "noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
        hash: "15c29be64e17932e2bdc0a47b969fdd962f5cfb9b202f266507ad7144130cedd",
        without: Without::ButSigns(&[
            "BIZUDPGothic_400Regular.ttf",
            "NotoSansJP_400Regular.ttf",
            "NotoEmoji_400Regular.ttf",
        ]),
    },
];

/// Nothing, once the fonts lie in `assets/fonts` with the right bytes. The packages of the screens must be there.
pub fn fetch(root: &Path) -> Result<(), Failure> {
    let to = root.join("assets/fonts");
    let right = |font: &Font| fs::read(to.join(font.file())).is_ok_and(|bytes| sha256(&bytes) == font.hash);
    if FONTS.iter().all(right) {
        return Ok(());
    }
    heading("Fonts");
    fs::create_dir_all(&to).map_err(|e| Failure::file(to.display(), &e))?;
    for font in FONTS.iter().filter(|font| !right(font)) {
        let from = root.join("ui/node_modules/@expo-google-fonts").join(font.path);
        let bytes = fs::read(&from)
            .map_err(|e| Failure::file(from.display(), &e).advise("Run `npm ci` in ui, then try again."))?;
        let bytes = font.cut(bytes, &to)?;
        let hash = sha256(&bytes);
        if hash != font.hash {
            return Err(Failure::new(
                format!("{} is not the font that this version was made with ({hash})", from.display()),
                "Another package was installed than the one pinned in ui/package.json: delete ui/node_modules and try again.",
            ));
        }
        let file = to.join(font.file());
        fs::write(&file, bytes).map_err(|e| Failure::file(file.display(), &e))?;
        eprintln!("{}", font.file());
    }
    Ok(())
}

impl Font {
    fn file(&self) -> &'static str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }

    /// The bytes of this font without what is left out; the faces that have it lie in the folder `to`.
    fn cut(&self, bytes: Vec<u8>, to: &Path) -> Result<Vec<u8>, Failure> {
        let (others, signs) = match self.without {
            Without::Nothing => return Ok(bytes),
            Without::Those(others) => (others, false),
            Without::ButSigns(others) => (others, true),
        };
        let broken = |e: String| {
            Failure::new(
                format!("{} cannot be cut down: {e}", self.file()),
                "Delete assets/fonts/*.ttf and ui/node_modules and try again.",
            )
        };
        let mut had: HashSet<char> = HashSet::new();
        for other in others {
            let file = to.join(other);
            let bytes = fs::read(&file).map_err(|e| Failure::file(file.display(), &e))?;
            had.extend(subset::characters(&bytes).map_err(broken)?);
        }
        let sign = |c: char| ('\u{2000}'..'\u{2c00}').contains(&c) && !('\u{2800}'..'\u{2900}').contains(&c);
        subset::keep(&bytes, &|c| !had.contains(&c) && (!signs || sign(c))).map_err(broken)
    }
}
