import type { z } from 'zod'
import { chairmanshipSchema, officialSchema } from './chairmanship.ts'
import { conceptPaperSchema } from './concept-paper.ts'
import { coordinationSchema } from './coordination.ts'
import { deadlineSchema } from './deadline.ts'
import { eventSchema } from './event.ts'
import { memberStateSchema } from './member-state.ts'
import { bodySchema, memorandumSchema, organizationSchema } from './organization.ts'
import { ratificationStatusSchema, treatyActionSchema, treatySchema } from './ratification.ts'
import {
  areaSchema,
  dimensionSchema,
  factSchema,
  glossaryTermSchema,
  roadMapClusterSchema,
  ruleSchema,
} from './reference.ts'
import { discrepancySchema, remarkSchema } from './remark.ts'

/** Every register of the store: its name (that of its file in `data/reference/`) and the shape of its records. */
export const registers = {
  'member-states': memberStateSchema,
  organizations: organizationSchema,
  bodies: bodySchema,
  dimensions: dimensionSchema,
  areas: areaSchema,
  coordinators: coordinationSchema,
  'concept-papers': conceptPaperSchema,
  treaties: treatySchema,
  'treaty-actions': treatyActionSchema,
  'ratification-status': ratificationStatusSchema,
  events: eventSchema,
  deadlines: deadlineSchema,
  memoranda: memorandumSchema,
  chairmanships: chairmanshipSchema,
  officials: officialSchema,
  'road-map': roadMapClusterSchema,
  glossary: glossaryTermSchema,
  rules: ruleSchema,
  facts: factSchema,
  remarks: remarkSchema,
  discrepancies: discrepancySchema,
} as const

export type RegisterName = keyof typeof registers
export type RecordOf<R extends RegisterName> = z.infer<(typeof registers)[R]>

export function isRegisterName(value: string): value is RegisterName {
  return Object.hasOwn(registers, value)
}

export const registerNames: readonly RegisterName[] = Object.keys(registers).filter(isRegisterName)
