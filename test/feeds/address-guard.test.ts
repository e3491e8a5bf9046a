import { expect, test } from 'vitest'
import { guardedLookup, isPublicAddress } from '#src/feeds/address-guard.ts'

test.for([
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'fec0::1',
  '2002:7f00:1::',
  '2001:0:4136:e378::1',
  '2001:db8::1',
  '64:ff9b::7f00:1',
  'ff02::1',
  'no address',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.for([
  '8.8.8.8',
  '195.12.113.5',
  '2a00:1450:4010:c05::64',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test('a name that resolves to a private address is refused at the lookup of the connection itself', async () => {
  const error = await new Promise((resolve) => guardedLookup('localhost', { all: true }, resolve))
  expect(error).toMatchObject({ code: 'REFUSED_ADDRESS' })
})
