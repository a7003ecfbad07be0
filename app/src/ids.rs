//! Ids are made here, on the device: UUIDv7 from the device's clock and the browser's random source.

/// Makes a new id: `ids::new(CaseId::from_parts)`.
#[must_use]
pub fn new<T>(from_parts: fn(u64, [u8; 10]) -> T) -> T {
    let mut random = [0_u8; 10];
    if let Some(crypto) = crate::browser::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds since 1970 fit")]
    from_parts(crate::browser::now_millis() as u64, random)
}
