/** Zones offered as buttons, by region: those of the member States first, then where delegations sit. IANA names. */
export const zoneRegions = {
  'central-asia': [
    'Asia/Almaty',
    'Asia/Ashgabat',
    'Asia/Bishkek',
    'Asia/Dushanbe',
    'Asia/Kabul',
    'Asia/Tashkent',
    'Asia/Ulaanbaatar',
  ],
  'south-asia': ['Asia/Colombo', 'Asia/Dhaka', 'Asia/Karachi', 'Asia/Kolkata'],
  'east-asia': ['Asia/Bangkok', 'Asia/Ho_Chi_Minh', 'Asia/Phnom_Penh', 'Asia/Seoul', 'Asia/Shanghai', 'Asia/Tokyo'],
  'middle-east': [
    'Africa/Cairo',
    'Asia/Amman',
    'Asia/Baghdad',
    'Asia/Bahrain',
    'Asia/Baku',
    'Asia/Dubai',
    'Asia/Hebron',
    'Asia/Jerusalem',
    'Asia/Kuwait',
    'Asia/Qatar',
    'Asia/Tehran',
    'Europe/Istanbul',
  ],
  russia: [
    'Europe/Kaliningrad',
    'Europe/Moscow',
    'Europe/Samara',
    'Asia/Yekaterinburg',
    'Asia/Omsk',
    'Asia/Krasnoyarsk',
    'Asia/Irkutsk',
    'Asia/Yakutsk',
    'Asia/Vladivostok',
    'Asia/Magadan',
    'Asia/Kamchatka',
  ],
  elsewhere: ['America/New_York', 'Europe/London', 'Europe/Brussels', 'Europe/Zurich', 'Europe/Vienna'],
} as const

export type ZoneRegion = keyof typeof zoneRegions
export type NamedZone = (typeof zoneRegions)[ZoneRegion][number]

export const regions: readonly ZoneRegion[] = [
  'central-asia',
  'south-asia',
  'east-asia',
  'middle-east',
  'russia',
  'elsewhere',
]

const named: readonly NamedZone[] = regions.flatMap((region): readonly NamedZone[] => zoneRegions[region])

/** A zone that the locales have a name for; any other is shown by its IANA name. */
export function namedZone(zone: string): NamedZone | undefined {
  return named.find((each) => each === zone)
}

export function zoneRegion(value: string): ZoneRegion | undefined {
  return regions.find((region) => region === value)
}
