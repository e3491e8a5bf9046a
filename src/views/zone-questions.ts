import { regions, type ZoneRegion, zoneRegions } from '../domain/time-zone.ts'
import { html } from './html.ts'
import { type Reply, reply } from './reply.ts'
import { type SubscriptionContext, zoneName } from './subscription.ts'

type Press = (value: string) => string

/** Regions of the world, to find one's time zone by. */
export function regionsQuestion(press: Press, { t }: Pick<SubscriptionContext, 't'>): Reply {
  const rows = regions.map((region) => [{ text: t(`subscription.region.${region}`), data: press(region) }])
  const back = [{ text: `‹ ${t('subscription.back')}`, data: press('hours') }]
  return reply(html`${t('subscription.choose-region')}`, { buttons: [...rows, back], placement: 'replace' })
}

export function zonesQuestion(
  region: ZoneRegion,
  press: Press,
  context: Pick<SubscriptionContext, 't' | 'now'>,
): Reply {
  const { t } = context
  const rows = zoneRegions[region].map((zone) => [{ text: zoneName(zone, context), data: press(zone) }])
  const back = [{ text: `‹ ${t('subscription.back')}`, data: press('zones') }]
  return reply(html`${t('subscription.choose-zone')}`, { buttons: [...rows, back], placement: 'replace' })
}
