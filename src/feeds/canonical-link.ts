/** Parameters that say how a reader came, never what is read. Names as the trackers document them. */
const TRACKING =
  /^(utm_.*|ga_.*|pk_.*|piwik_.*|mtm_.*|matomo_.*|hsa_.*|_hs(enc|mi)|mc_[ce]id|ns_(campaign|mchannel|source|linkname|fee)|at_(medium|campaign|link_.*|custom\d*|ptr_name|bbc_team|format)|xtor|wt_?mc(_.*)?|wtmc|fb(clid|_action_.*|_source|_ref)|g(clid|clsrc|braid|bb)|wbraid|dclid|msclkid|twclid|ttclid|li_fat_id|igshid?|yclid|ysclid|ymclid|_openstat|openstat|from_?rss|rss_?feed|feed_?source|ocid|cmpid|cmp|icid|ito|spm|scm|smid|smtyp|mkt_tok|vero_(id|conv)|trk(campaign)?|oly_(anon|enc)_id|s_cid|soc_(src|trk)|guccounter|guce_referrer.*|__twitter_impression|amp_js_v|usqp|ref_?src|ref_?url|sr_share|share_?id|mibextid|nr_email_referer|wprov|cvid|algo|rb_clickid|sh_kit|sphrase_id)$/i
/** Sessions: another at each visit. */
const SESSION = /^(jsessionid|phpsessid|aspsessionid.*|sessionid|session_id|cfid|cftoken)$/i
/** Also the number of a story (PHP-Nuke's `sid=501`): a session only where the value is long, or hexadecimal as hashes are. */
const SESSION_ID = /^sid$/i
const SESSION_VALUE = /^(?=.*[a-f])[\da-f]{8,}$|^.{20,}$/i
/** Words with a meaning elsewhere, which mean "came through the feed" only with such a value. */
const ORIGIN = /^(ref|from|source|src|via|partner|emc|medium|campaign|type|feed|output)$/i
const FEED_VALUE =
  /^(rss|atom|feeds?|xml|rss\d*|feedburner|rss-news|newsfeed|twitter|facebook|telegram|tg|vk|whatsapp|share|social|email)$/i

/**
 * The address by which two links to one page are known as such: for comparing, not for opening. Tracking and session
 * parameters, fragments, `www.`, the scheme, default ports and a closing slash go; parameters that choose the page
 * (`id`, `p`, `article`) stay, in order of name. Google's redirect gives way to its target. '' for anything but a web
 * address.
 */
export function canonicalLink(link: string): string {
  if (!URL.canParse(link)) return ''
  const url = new URL(link)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return ''
  const target = redirectTarget(url)
  if (target !== null) return canonicalLink(target)
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`
  const host = url.hostname.replace(/^www\d?\.|\.$/g, '')
  return `https://${host}${port}${canonicalPath(url.pathname)}${canonicalQuery(url.searchParams)}${page(url.hash)}`
}

/**
 * The canonical link of an item; null where it tells nothing of which item it is: no link, the front page of a site, or the
 * page that the feed itself belongs to.
 * @param home the canonical link of that page, '' where the feed names none
 */
export function identifyingLink(link: string, home: string): string | null {
  const canonical = canonicalLink(link)
  if (canonical === '' || /^https:\/\/[^/?#]+$/.test(canonical) || canonical === home) return null
  return canonical
}

/** The place on a page that a link leads to, '' for none: some sites keep all their news on one page. */
export function fragmentOf(link: string | null): string {
  return link !== null && URL.canParse(link) ? new URL(link).hash : ''
}

function redirectTarget(url: URL): string | null {
  if (!/^(www\.)?google\.[a-z.]{2,6}$/.test(url.hostname) || url.pathname !== '/url') return null
  const target = url.searchParams.get('url') ?? url.searchParams.get('q')
  return target !== null && /^https?:\/\//i.test(target) ? target : null
}

function canonicalPath(path: string): string {
  const plain = path
    .replace(/;[a-z]*session[a-z]*=[^/;]*/gi, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/(index|default)\.(html?|php|aspx?)$/i, '')
    .replace(/\/$/, '')
  return plain.replace(/%[\da-f]{2}/gi, (code) => code.toUpperCase())
}

function canonicalQuery(parameters: URLSearchParams): string {
  const kept = [...parameters].filter(([name, value]) => chooses(name, value))
  if (kept.length === 0) return ''
  const sorted = kept.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).sort()
  return `?${sorted.join('&')}`
}

function chooses(name: string, value: string): boolean {
  if (SESSION_ID.test(name) && SESSION_VALUE.test(value)) return false
  return !TRACKING.test(name) && !SESSION.test(name) && !(ORIGIN.test(name) && FEED_VALUE.test(value))
}

/** `#!/news/1` chooses a page on sites that draw themselves in the browser; other fragments are places on a page. */
function page(hash: string): string {
  return /^#!?\//.test(hash) ? hash : ''
}
