// Signs in as the first demo account of each role and prints "role token" lines.
const address = process.argv[2];

async function json(path, options) {
    const response = await fetch(address + path, options);
    const body = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${body}`);
    return JSON.parse(body);
}

const { demo, accounts } = await json("/api/v1/demo");
if (!demo) throw new Error("this server has no demo programme");

const roles = new Set();
for (const { email, password, role, code } of accounts) {
    if (roles.has(role)) continue;
    roles.add(role);
    const session = await json("/api/v1/sessions", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password, ...(code && { code }) }),
    });
    console.log(`${role} ${session.access_token}`);
}
