// A certified OpenID provider on a port of this machine: PKCE for everyone, clients register themselves,
// users are read from a file at each sign-in so that a test may change them at any time.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"

const [modules, port, usersFile] = process.argv.slice(2)
const found = createRequire(`${modules}/`).resolve("oidc-provider")
const { Provider } = await import(pathToFileURL(found))

const users = () => JSON.parse(readFileSync(usersFile, "utf8"))

const findAccount = (_, id) => {
  const claims = users()[id]
  return claims && { accountId: id, claims: () => ({ sub: id, ...claims }) }
}

const provider = new Provider(`http://127.0.0.1:${port}`, {
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["name", "picture", "locale", "preferred_username", "birthdate"],
  },
  cookies: { keys: ["only-for-tests"] },
  features: { registration: { enabled: true } },
  findAccount,
  pkce: { required: () => true },
  scopes: ["openid", "email", "profile", "offline_access"],
})

provider.listen(Number(port), "127.0.0.1")
