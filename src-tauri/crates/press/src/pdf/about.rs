//! What the file says about itself: the Info dictionary and the same as XMP.

use super::{Meta, text};
use lopdf::{Dictionary, Object, Stream, dictionary};
use std::fmt::Write;

const MAKER: &str = concat!("Aritai ", env!("CARGO_PKG_VERSION"));

/// The Info dictionary.
pub fn info(meta: &Meta) -> Dictionary {
    let mut info = dictionary! {
        "Title" => text(&meta.title),
        "Author" => text(&meta.author),
        "Creator" => text(MAKER),
        "Producer" => text(MAKER),
    };
    if let Some(created) = meta.created {
        let date = Object::string_literal(created.format("D:%Y%m%d%H%M%SZ").to_string());
        info.set("CreationDate", date.clone());
        info.set("ModDate", date);
    }
    info
}

/// The metadata stream; never compressed, so that any tool finds it.
pub fn xmp(meta: &Meta) -> Stream {
    let language = meta.language.tag();
    let mut xml = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n",
    );
    // Writing to a string does not fail.
    let _ = write!(
        xml,
        "<dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         <pdf:Producer>{MAKER}</pdf:Producer>\n<xmp:CreatorTool>{MAKER}</xmp:CreatorTool>\n",
        escaped(&meta.title),
        escaped(&meta.author),
    );
    if let Some(created) = meta.created {
        let date = created.format("%Y-%m-%dT%H:%M:%SZ");
        let _ = write!(xml, "<xmp:CreateDate>{date}</xmp:CreateDate>\n<xmp:ModifyDate>{date}</xmp:ModifyDate>\n");
    }
    xml.push_str("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
    Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xml.into_bytes()).with_compression(false)
}

/// The words as XML takes them, without the characters that it does not have.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
