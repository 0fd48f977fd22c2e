import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

interface LockedPackage {
  resolved?: string
  integrity?: string
  link?: boolean
  hasInstallScript?: boolean
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '../..', file), 'utf8'))
const manifest = read('package.json') as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  overrides: Record<string, string>
  allowScripts: Record<string, boolean>
}
const readme = readFileSync(join(import.meta.dirname, '../../.package/README.md'), 'utf8')
const lock = read('package-lock.json') as { lockfileVersion: number; packages: Record<string, LockedPackage> }
/** All packages except the project itself and linked folders. */
const locked = Object.entries(lock.packages).filter(([folder, { link }]) => folder !== '' && !link)

describe('the lock file', () => {
  it('has a version with integrity hashes, and contains packages', () => {
    expect(lock.lockfileVersion).toBeGreaterThanOrEqual(2)
    expect(locked.length).toBeGreaterThan(100)
  })

  it('has a SHA-512 hash for every package', () => {
    expect(
      locked
        .filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==( |$)/.test(integrity ?? ''))
        .map(([folder]) => folder),
    ).toEqual([])
  })

  it('resolves all packages from a single HTTPS registry', () => {
    const addresses = locked.flatMap(([, { resolved }]) => (resolved === undefined ? [] : [new URL(resolved)]))
    expect(addresses.filter(({ protocol }) => protocol !== 'https:').map(String)).toEqual([])
    expect(new Set(addresses.map(({ host }) => host)).size).toBeLessThanOrEqual(1)
    expect(Object.values(lock.packages).filter(({ link }) => link)).toEqual([])
  })

  it.each(Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))(
    'has %s in version %s',
    (name, version) => {
      expect(lock.packages[`node_modules/${name}`]).toMatchObject({ version })
    },
  )
})

describe('package.json', () => {
  it.each(['dependencies', 'devDependencies', 'overrides'] as const)('pins %s to exact versions', (kind) => {
    expect(Object.entries(manifest[kind]).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    )
  })

  it('has a documented reason for each override', () => {
    const [, section = ''] = readme.split('## Why each override')
    const documented = [...(section.split('## ')[0] ?? '').matchAll(/^\| (`.*?) \|/gm)].flatMap(([, names]) =>
      [...(names ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    )
    expect(documented.toSorted()).toEqual(Object.keys(manifest.overrides).toSorted())
  })

  it.each(Object.entries(manifest.overrides))('overrides %s with the installed version %s', (name, version) => {
    expect(lock.packages[`node_modules/${name}`]).toMatchObject({ version })
  })

  it('allows or denies each install script', () => {
    const names = locked.flatMap(([folder, { hasInstallScript }]) =>
      hasInstallScript ? [folder.replace(/^.*node_modules\//, '')] : [],
    )
    expect(Object.keys(manifest.allowScripts)).toEqual([...new Set(names)].toSorted())
  })
})
