import 'vue'

declare global {
  interface ImportMetaEnv {
    /** More portals to trust, for on-premise Bitrix24: hosts or origins, separated by spaces or commas. */
    readonly VITE_PORTAL_HOSTS?: string
    /** Where people report faults: an https address. Without it, the app has no such link. */
    readonly VITE_SUPPORT_URL?: string
    /** The version in package.json. */
    readonly VITE_VERSION: string
  }
}

// Strict templates do not know data attributes.
declare module 'vue' {
  interface HTMLAttributes {
    [data: `data-${string}`]: unknown
  }
  interface AllowedComponentProps {
    [data: `data-${string}`]: unknown
  }
}
