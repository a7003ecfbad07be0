// Files as a phone makes them: a JPEG that carries a place, and a PDF that carries an author.

/** What must never leave the device or come back. */
export const PLACE = "GPSLatitude 41.0082 canary";
export const AUTHOR = "canaryauthor";

/** A real JPEG, drawn by the browser, with an EXIF segment put into it. */
export async function locatedJpeg(page, width = 1600, height = 1200) {
    const base64 = await page.evaluate(([wide, high]) => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [wide, high];
        const context = canvas.getContext("2d");
        context.fillStyle = "#6d978e";
        context.fillRect(0, 0, wide, high);
        context.fillStyle = "#1c5b54";
        context.fillRect(wide / 8, high / 8, wide / 2, high / 2);
        return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
    }, [width, height]);
    const plain = Buffer.from(base64, "base64");
    const exif = Buffer.concat([Buffer.from("Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0", "latin1"), Buffer.from(PLACE)]);
    const head = Buffer.alloc(6);
    head.writeUInt16BE(0xffd8, 0);
    head.writeUInt16BE(0xffe1, 2);
    head.writeUInt16BE(exif.length + 2, 4);
    return Buffer.concat([head, exif, plain.subarray(2)]);
}

/** A small PDF with an author; `text` stands on its page. */
export function authoredPdf(text = "") {
    const content = `BT (${text}) Tj ET`;
    const objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 5 0 R >>",
        `<< /Author (${AUTHOR}) >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ];
    let written = "%PDF-1.4\n";
    const places = objects.map((object, at) => {
        const place = written.length;
        written += `${at + 1} 0 obj\n${object}\nendobj\n`;
        return place;
    });
    const start = written.length;
    written += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
    for (const place of places) written += `${String(place).padStart(10, "0")} 00000 n \n`;
    written += `trailer << /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${start}\n%%EOF\n`;
    return Buffer.from(written, "latin1");
}
