//! Numbers as PDF writes them, as short as can be.

/// Writes a number of hundredths: `12`, `-12.34`, `.5`.
pub fn hundredths(n: i64, out: &mut Vec<u8>) {
    if n < 0 {
        out.push(b'-');
    }
    let (whole, part) = (n.unsigned_abs() / 100, (n.unsigned_abs() % 100) as u8);
    if whole > 0 || part == 0 {
        decimal(whole, out);
    }
    if part > 0 {
        out.extend([b'.', b'0' + part / 10]);
    }
    if !part.is_multiple_of(10) {
        out.push(b'0' + part % 10);
    }
}

/// Writes a whole number.
pub fn whole(n: i64, out: &mut Vec<u8>) {
    if n < 0 {
        out.push(b'-');
    }
    decimal(n.unsigned_abs(), out);
}

/// Writes how much of 255 a part of a colour is, to a thousandth: finer than the 255 steps that it has.
pub fn share(part: u8, out: &mut Vec<u8>) {
    let thousandths = (u32::from(part) * 1000 + 127) / 255;
    match thousandths {
        0 | 1000 => out.push(b'0' + u8::from(part > 0)),
        _ => {
            let digits = [thousandths / 100, thousandths / 10 % 10, thousandths % 10].map(|digit| b'0' + digit as u8);
            let length = digits.iter().rposition(|digit| *digit != b'0').map_or(0, |last| last + 1);
            out.push(b'.');
            out.extend_from_slice(&digits[..length]);
        }
    }
}

/// Writes bytes as hexadecimal digits.
pub fn hexadecimal(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in bytes {
        out.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
}

fn decimal(mut n: u64, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_short() {
        let all = [0, 5, -5, 50, 100, -1234, 1200, 30, -70].map(|n| written(|out| hundredths(n, out)));
        assert_eq!(all, ["0", ".05", "-.05", ".5", "1", "-12.34", "12", ".3", "-.7"]);
        assert_eq!([0, -40, i64::MAX].map(|n| written(|out| whole(n, out))), ["0", "-40", "9223372036854775807"]);
        assert_eq!(
            [0, 1, 51, 128, 254, 255].map(|n| written(|out| share(n, out))),
            ["0", ".004", ".2", ".502", ".996", "1"]
        );
        assert_eq!(written(|out| hexadecimal(&[0x0f, 0xa0], out)), "0FA0");
    }
}
