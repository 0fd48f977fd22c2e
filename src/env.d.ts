import 'vue'

declare global {
  interface ImportMetaEnv {
    /**
     * More portals to trust, for on-premise Bitrix24: hosts or origins, separated by spaces or commas. Or `*` alone, for any
     * portal that the browser proves. Code compares it with `*` itself: other builds then ship nothing of that.
     */
    readonly VITE_PORTAL_HOSTS?: string
    /** Where people report faults: an https address. Without it, the app has no such link. */
    readonly VITE_SUPPORT_URL?: string
    /** The version in package.json. */
    readonly VITE_VERSION: string
    /** The app's code, such as `vendor.stage_card`. Builds for any portal then serve no other app. */
    readonly VITE_APP_CODE?: string
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
