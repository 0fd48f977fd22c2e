import { createData, type CrmData } from './data.ts'
import type { FaultName } from './faults.ts'
import { grow } from './huge.ts'
import { randomHex } from './random.ts'

/** The webhook's secret; harmless, since the stand-in has nothing to hide. */
export const WEBHOOK_SECRET = 'standinsecret00'

/** What can be switched on the portal, by tests and by the panel. */
export interface Settings {
  /** Portal code of the user's language, sent as LANG. */
  language: string
  user: 'admin' | 'employee'
  /** How the app is opened: a form POSTed, as hosted apps are, or GET, as uploaded archives are. */
  opening: 'post' | 'get'
  /** Address of the app's page, without query; empty where the app is served beside the portal. */
  appAddress: string
  /** Whether `crm.status.get` sends EXTRA for leads, deals and quotes, as newer portals do. */
  extraInGet: boolean
  /** How an unknown ID is told: by the code's text alone, by the text as code, or in the words of older portals. */
  notFound: 'empty-code' | 'documented' | 'crm-status'
  /** How much there is in the CRM's directories. */
  size: 'usual' | 'huge'
  /** Whether lists come in pages of 50. */
  listPaging: boolean
  /** Whether the user opens the app for the first time. */
  firstRun: boolean
  /** Whether the app's installer is still running. */
  installing: boolean
  /** What the page around the app answers. */
  host: 'answers' | 'silent' | 'no-refresh'
  /** Milliseconds before every REST answer. */
  delay: number
  /** Seconds until a method's time budget is full again, and how much of it is spent. */
  operatingResetIn: number
  operating: number
}

/** One REST call, as the portal saw it. */
export interface RestCall {
  method: string
  /** Without `auth`. */
  params: Record<string, unknown>
  status: number
  requestId?: string
  auth: 'token' | 'webhook' | 'none'
  fault?: FaultName
}

/** A call that waits for the test to let it go. */
export interface HeldCall {
  params: Record<string, unknown>
  release: () => void
  fail: (fault: FaultName) => void
}

/** Holds calls of one method back. */
export interface Hold {
  /** The next call that came and was not given yet. */
  next: () => Promise<HeldCall>
  /** Lets all go and holds no more. */
  off: () => void
}

interface FaultRule {
  fault: FaultName
  /** Any method where there is none. */
  method?: string
  times: number
}

export interface Binding {
  placement: string
  handler: string
  title: string
  langAll: unknown
}

/** The portal's state. Browser tests change it in the same process, the panel over HTTP. */
export interface Portal {
  settings: Settings
  readonly data: CrmData
  log: RestCall[]
  /** All access tokens that were ever given out. */
  tokens: ReadonlySet<string>
  /** All refresh tokens that were ever given out. */
  refreshTokens: Set<string>
  /** What `getInitData` answers otherwise than usual, field by field; tests alone set it. */
  initData: Record<string, unknown>
  bindings: Binding[]
  userOptions: Record<string, unknown>
  faults: readonly FaultRule[]
  /** Spoils the next answers: one, unless told otherwise. */
  addFault: (rule: { fault: FaultName; method?: string; times?: number }) => void
  clearFaults: () => void
  /** Takes the fault that is due for a call of this method. */
  takeFault: (method: string) => FaultName | undefined
  hold: (method: string) => Hold
  /** Waits while calls of this method are held; gives the fault to fail with, if any. */
  admit: (method: string, params: Record<string, unknown>) => Promise<FaultName | undefined>
  issueToken: () => string
  tokenState: (token: string) => 'good' | 'expired' | 'unknown'
  /** All tokens given out so far answer `expired_token` from now on. */
  expireTokens: () => void
  /** Everything as new. */
  reset: () => void
}

const DEFAULTS: Settings = {
  language: 'en',
  user: 'admin',
  opening: 'post',
  appAddress: '',
  extraInGet: false,
  notFound: 'empty-code',
  size: 'usual',
  listPaging: false,
  firstRun: false,
  installing: false,
  host: 'answers',
  delay: 0,
  operatingResetIn: 600,
  operating: 0.1,
}

/** Makes a portal, as new. */
export function createPortal(): Portal {
  const tokens = new Set<string>()
  let expired = new Set<string>()
  let data = createData()
  let grown: CrmData | undefined
  let rules: FaultRule[] = []
  let gates = new Map<string, (call: HeldCall) => void>()

  const portal: Portal = {
    settings: { ...DEFAULTS },
    get data() {
      return portal.settings.size === 'huge' ? (grown ??= grow(data)) : data
    },
    log: [],
    tokens,
    refreshTokens: new Set(),
    initData: {},
    bindings: [],
    userOptions: {},
    get faults() {
      return rules
    },
    addFault: ({ fault, method, times = 1 }) => {
      rules.push({ fault, method, times })
    },
    clearFaults: () => {
      rules = []
    },
    takeFault: (method) => {
      const rule = rules.find((one) => one.method === undefined || one.method === method)
      if (!rule) return undefined
      rule.times -= 1
      if (rule.times <= 0) rules = rules.filter((one) => one !== rule)
      return rule.fault
    },
    hold: (method) => {
      const came: HeldCall[] = []
      const asked: ((call: HeldCall) => void)[] = []
      const held = new Set<HeldCall>()
      gates.set(method, (call) => {
        held.add(call)
        const ask = asked.shift()
        if (ask) ask(call)
        else came.push(call)
      })
      return {
        next: () => {
          const call = came.shift()
          return call ? Promise.resolve(call) : new Promise((resolve) => asked.push(resolve))
        },
        off: () => {
          gates.delete(method)
          for (const call of held) call.release()
        },
      }
    },
    admit: (method, params) => {
      const gate = gates.get(method)
      if (!gate) return Promise.resolve(undefined)
      return new Promise((resolve) => gate({ params, release: () => resolve(undefined), fail: resolve }))
    },
    issueToken: () => {
      const token = randomHex(35)
      tokens.add(token)
      return token
    },
    tokenState: (token) => (expired.has(token) ? 'expired' : tokens.has(token) ? 'good' : 'unknown'),
    expireTokens: () => {
      expired = new Set(tokens)
    },
    reset: () => {
      Object.assign(portal.settings, DEFAULTS)
      data = createData()
      grown = undefined
      portal.log = []
      portal.bindings = []
      portal.userOptions = {}
      portal.initData = {}
      rules = []
      gates = new Map()
    },
  }
  return portal
}
