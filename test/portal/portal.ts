import { createData, type CrmData } from './data.ts'
import type { FaultName } from './faults.ts'
import { withHugeDirectories } from './hugeData.ts'
import { randomHex } from './random.ts'
import { withRealValues } from './realValues.ts'
import { someoneElseIn, type SomeoneElse } from './someoneElse.ts'
import { withTeamYear } from './teamYear.ts'

/** The webhook's secret. It can be public, since the stand-in portal has no real data. */
export const WEBHOOK_SECRET = 'standinsecret00'

/** The settings that tests and the panel can change. */
export interface Settings {
  /** The portal's code for the user's language, sent as LANG. */
  language: string
  /** An installer may install apps without being an administrator; portals tell apps that both are. */
  user: 'admin' | 'installer' | 'employee'
  /** Whether the user administers the CRM without being the portal's administrator, who always does. */
  crmAdmin: boolean
  /** How the portal opens the app: by POST, as for hosted apps, or by GET, as for uploaded archives. */
  opening: 'post' | 'get'
  /** URL of the app's page, without a query; empty if the portal's server also serves the app. */
  appAddress: string
  /** URL of the page that is opened as long as the installer runs; empty if it is the app's page. */
  installerAddress: string
  /** Whether `crm.status.get` sends EXTRA for leads, deals and quotes, as newer portals do. */
  extraInGet: boolean
  /** Whether `crm.status.entity.types` names the pipelines of smart processes, which older portals do not. */
  pipelineNames: boolean
  /** The error for an unknown ID: a text with an empty code, the text as the code, or the text of older portals. */
  notFound: 'empty-code' | 'documented' | 'crm-status'
  /** The size of the CRM's directories. */
  size: 'usual' | 'huge'
  /** How many records there are: a few of each type, or a year's of a sales team, with their histories. */
  records: 'few' | 'year'
  /** Whether there are also values as people make them: made-up codes, names in many alphabets, names like numbers. */
  values: 'usual' | 'real'
  /** Whether lists come in pages of 50. */
  listPaging: boolean
  /** Whether lists come as objects with gaps between their keys, as PHP sends filtered lists. */
  listsAsObjects: boolean
  /** Whether the user opens the app for the first time. */
  firstRun: boolean
  /** Whether the app's installer is still running. */
  installing: boolean
  /** Whether an administrator has removed the app. */
  removed: boolean
  /** Whether the host page answers the app's messages. */
  host: 'answers' | 'silent' | 'no-refresh'
  /** Older portals have estimates at `/crm/quote/details/`, and open no path in a slider that begins with `/crm/type/`. */
  crm: 'present' | 'older'
  /** When the portal's page saves what the app keeps for its user: at once, or five seconds later. */
  options: 'at-once' | 'late'
  /** Milliseconds before every REST answer. */
  delay: number
  /** Seconds until a method's time budget resets. */
  operatingResetIn: number
  /** Seconds that a method has used of its time budget. */
  operating: number
  /** Whether the portal understands JSON only, and refuses forms. */
  refusesForms: boolean
}

/** A REST call in the portal's log. */
export interface RestCall {
  method: string
  /** Without `auth`. */
  params: Record<string, unknown>
  status: number
  requestId?: string
  auth: 'token' | 'webhook' | 'none'
  /** How the parameters came. */
  encoding: 'form' | 'json'
  fault?: FaultName
}

/** A call that waits until the test releases it. */
export interface HeldCall {
  params: Record<string, unknown>
  release: () => void
  fail: (fault: FaultName) => void
}

/** Holds back the calls of a method. */
export interface Hold {
  /** The next held call that was not returned before. */
  next: () => Promise<HeldCall>
  /** Releases all held calls and stops holding. */
  off: () => void
}

interface FaultRule {
  fault: FaultName
  /** If missing, the rule applies to any method. */
  method?: string
  times: number
  /** How many such calls are answered well before. */
  after?: number
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
  /** How many preflights browsers have sent. */
  preflights: number
  /** All access tokens ever issued. */
  tokens: ReadonlySet<string>
  /** All refresh tokens ever issued. */
  refreshTokens: Set<string>
  /** Fields that override the answer to `getInitData`; only tests set them. */
  initData: Record<string, unknown>
  bindings: Binding[]
  userOptions: Record<string, unknown>
  /** What administrators' apps keep for everybody. */
  appOptions: Record<string, unknown>
  /** The options that the opened page has changed, which it saves together. */
  changedOptions: Record<string, unknown>
  faults: readonly FaultRule[]
  /** Makes the next answers fail; one by default. With `after`, that many calls are answered well before. */
  addFault: (rule: { fault: FaultName; method?: string; times?: number; after?: number }) => void
  clearFaults: () => void
  /** Consumes the next fault for a call of this method. */
  takeFault: (method: string) => FaultName | undefined
  hold: (method: string) => Hold
  /** Waits while calls of this method are held; resolves with the fault to fail with, if any. */
  admit: (method: string, params: Record<string, unknown>) => Promise<FaultName | undefined>
  /** Somebody else, who changes directories at the same time. */
  someoneElse: SomeoneElse
  /**
   * Does something right before the portal works on a call, alone or in a batch, even if the call's answer fails.
   * @param nth 1 is the next call
   * @param method by default, any that changes a directory
   */
  beforeCall: (nth: number, act: () => void, method?: string) => void
  /** Tells that the portal is about to work on a call of this method. */
  announce: (method: string) => void
  /** How often a delete was refused: it has changed the type's required fields all the same. */
  refusedDeletes: number
  /** How often a delete came with FORCED. */
  forcedDeletes: number
  issueToken: () => string
  tokenState: (token: string) => 'good' | 'expired' | 'unknown'
  /** Expires all tokens issued so far: calls with them fail with `expired_token`. */
  expireTokens: () => void
  /** Restores the initial state. */
  reset: () => void
}

const DEFAULTS: Settings = {
  language: 'en',
  user: 'admin',
  crmAdmin: false,
  opening: 'post',
  appAddress: '',
  installerAddress: '',
  extraInGet: false,
  pipelineNames: true,
  notFound: 'empty-code',
  size: 'usual',
  records: 'few',
  values: 'usual',
  listPaging: false,
  listsAsObjects: false,
  firstRun: false,
  installing: false,
  removed: false,
  host: 'answers',
  crm: 'present',
  options: 'at-once',
  delay: 0,
  operatingResetIn: 600,
  operating: 0.1,
  refusesForms: false,
}

/** Methods that change a directory. */
const CHANGES = /^crm\.(status|category)\.(add|update|delete)$/

/** Creates a portal in its initial state. */
export function createPortal(): Portal {
  const tokens = new Set<string>()
  let expired = new Set<string>()
  let data = createData()
  let enlarged = new Map<string, CrmData>()
  let rules: FaultRule[] = []
  let gates = new Map<string, (call: HeldCall) => void>()
  let planned: { left: number; act: () => void; method?: string }[] = []

  const portal: Portal = {
    settings: { ...DEFAULTS },
    get data() {
      const { size, records, values } = portal.settings
      if (size === 'usual' && records === 'few' && values === 'usual') return data
      const key = `${size} ${records} ${values}`
      const known = enlarged.get(key)
      if (known) return known
      const sized = size === 'huge' ? withHugeDirectories(data) : data
      const made = records === 'year' ? withTeamYear(sized, Date.now()) : sized
      const whole = values === 'real' ? withRealValues(made) : made
      enlarged.set(key, whole)
      return whole
    },
    log: [],
    preflights: 0,
    tokens,
    refreshTokens: new Set(),
    initData: {},
    bindings: [],
    userOptions: {},
    appOptions: {},
    changedOptions: {},
    get faults() {
      return rules
    },
    addFault: ({ fault, method, times = 1, after }) => {
      rules.push({ fault, method, times, after })
    },
    clearFaults: () => {
      rules = []
    },
    takeFault: (method) => {
      const matching = rules.filter((candidate) => candidate.method === undefined || candidate.method === method)
      const rule = matching.find(({ after }) => !after)
      for (const later of matching) if (later.after) later.after -= 1
      if (!rule) return undefined
      rule.times -= 1
      if (rule.times <= 0) rules = rules.filter((candidate) => candidate !== rule)
      return rule.fault
    },
    hold: (method) => {
      const arrived: HeldCall[] = []
      const waiting: ((call: HeldCall) => void)[] = []
      const held = new Set<HeldCall>()
      gates.set(method, (call) => {
        held.add(call)
        const resolve = waiting.shift()
        if (resolve) resolve(call)
        else arrived.push(call)
      })
      return {
        next: () => {
          const call = arrived.shift()
          return call ? Promise.resolve(call) : new Promise((resolve) => waiting.push(resolve))
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
    get someoneElse() {
      return someoneElseIn(portal)
    },
    beforeCall: (left, act, method) => {
      planned.push({ left, act, method })
    },
    announce: (called) => {
      const concerned = planned.filter(({ method }) =>
        method === undefined ? CHANGES.test(called) : method === called,
      )
      for (const plan of concerned) plan.left -= 1
      const due = concerned.filter(({ left }) => left === 0)
      planned = planned.filter((plan) => !due.includes(plan))
      for (const { act } of due) act()
    },
    refusedDeletes: 0,
    forcedDeletes: 0,
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
      enlarged = new Map()
      portal.log = []
      portal.preflights = 0
      portal.bindings = []
      portal.userOptions = {}
      portal.appOptions = {}
      portal.changedOptions = {}
      portal.initData = {}
      portal.refusedDeletes = 0
      portal.forcedDeletes = 0
      rules = []
      gates = new Map()
      planned = []
    },
  }
  return portal
}
