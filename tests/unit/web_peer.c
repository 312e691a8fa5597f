/* lib/web/peer: whose address counts (E2). */
#include "base/base.h"

#include "web/peer.h"

#include "unit.h"

#define PROXIES "10.0.0.0/8, 192.0.2.1,fd00::/8 ,2001:db8::7"

struct row {
	const char *remote, *forwarded, *wanted;
};

static void
check(struct arena *a, const char *proxies, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert_string_equal(peer_address(a, proxies, rows[i].remote,
		    rows[i].forwarded), rows[i].wanted);
}

static void
e2_without_proxies_no_header_is_believed(void **state)
{
	static const struct row ROWS[] = {
		{"203.0.113.5", "198.51.100.1", "203.0.113.5"},
		{"10.1.1.1", "198.51.100.1", "10.1.1.1"},
		{"::1", "198.51.100.1", "::1"},
		{NULL, "198.51.100.1", "unknown"},
		{"", NULL, "unknown"},
		{"not-an-address", "198.51.100.1", "unknown"},
	};

	check(*state, NULL, ROWS, NELEM(ROWS));
	check(*state, "", ROWS, NELEM(ROWS));
	check(*state, "192.0.2.77", ROWS, NELEM(ROWS));
}

static void
e2_the_last_foreign_address_of_a_proxys_header_counts(void **state)
{
	static const struct row ROWS[] = {
		{"10.1.1.1", "198.51.100.1", "198.51.100.1"},
		{"10.1.1.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"},
		{"10.1.1.1", "6.6.6.6,198.51.100.1 , 10.2.2.2",
		    "198.51.100.1"},
		{"10.1.1.1", "198.51.100.1, fd12::1, 192.0.2.1",
		    "198.51.100.1"},
		{"fd00::9", "2001:db8:1::5", "2001:db8:1::5"},
		{"2001:db8::7", "198.51.100.1", "198.51.100.1"},
		{"::ffff:10.1.1.1", "198.51.100.1", "198.51.100.1"},
		/* All hops are proxies: the first of them. */
		{"10.1.1.1", "10.3.3.3, 10.2.2.2", "10.3.3.3"},
		{"10.1.1.1", NULL, "10.1.1.1"},
		{"192.0.2.2", "198.51.100.1", "192.0.2.2"},
		{"2001:db8::8", "198.51.100.1", "2001:db8::8"},
	};

	check(*state, PROXIES, ROWS, NELEM(ROWS));
}

static void
e2_garbage_falls_back_to_the_proxy(void **state)
{
	static const char *const JUNK[] = {"", ",", ",,,,", "x",
	    "198.51.100.1,", "198.51.100.1, x", "1.2.3", "1.2.3.4.5",
	    "256.1.1.1", "1.2.3.4:80", "[::1]", "::1%lo", "1.2.3.4\n",
	    "0x7f.1", "1.2.3.4 5.6.7.8", "' or 1=1"};

	for (size_t i = 0; i < NELEM(JUNK); i++) {
		const char *got = peer_address(*state, PROXIES, "10.1.1.1",
		    JUNK[i]);

		/* White space at the ends is no part of an address. */
		if (strcmp(JUNK[i], "1.2.3.4\n") == 0)
			assert_string_equal(got, "1.2.3.4");
		else
			assert_string_equal(got, "10.1.1.1");
	}
}

static void
e2_long_headers_are_looked_at_in_part(void **state)
{
	const char *s = "6.6.6.6";

	for (int i = 0; i < 40; i++)
		s = arena_printf(*state, "%s,10.2.2.%d", s, i);
	assert_string_equal(peer_address(*state, PROXIES, "10.1.1.1", s),
	    "10.1.1.1");
}

static void
odd_proxy_lists_trust_nobody_more(void **state)
{
	static const char *const LISTS[] = {"10.0.0.0/x", "10.0.0.0/-1",
	    "10.0.0.0/129", "x/8", "/8", ",", "10.0.0.0/99999999999999999999",
	    "fd00::/129", "10.0.0.0/33"};

	for (size_t i = 0; i < NELEM(LISTS); i++)
		assert_string_equal(peer_address(*state, LISTS[i], "11.1.1.1",
		    "6.6.6.6"), "11.1.1.1");
	/* A /0 is everybody, as written. */
	assert_string_equal(peer_address(*state, "0.0.0.0/0", "11.1.1.1",
	    "6.6.6.6"), "6.6.6.6");
}

static void
e1_a_household_shares_a_prefix(void **state)
{
	assert_string_equal(peer_prefix(*state, "203.0.113.5"),
	    "203.0.113.5");
	assert_string_equal(peer_prefix(*state, "2001:db8:1:2::1"),
	    peer_prefix(*state, "2001:DB8:1:2:ffff::9"));
	assert_string_not_equal(peer_prefix(*state, "2001:db8:1:2::1"),
	    peer_prefix(*state, "2001:db8:1:3::1"));
	assert_string_equal(peer_prefix(*state, "unknown"), "unknown");
}

/* IPv4 in IPv6's clothes is one address, not one /64 for the world. */
static void
e1_a_mapped_address_is_its_ipv4_address(void **state)
{
	assert_string_equal(peer_prefix(*state, "::ffff:203.0.113.5"),
	    "203.0.113.5");
	assert_string_not_equal(peer_prefix(*state, "::ffff:203.0.113.6"),
	    peer_prefix(*state, "::ffff:203.0.113.5"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(e2_without_proxies_no_header_is_believed),
		UNIT_TEST(
		    e2_the_last_foreign_address_of_a_proxys_header_counts),
		UNIT_TEST(e2_garbage_falls_back_to_the_proxy),
		UNIT_TEST(e2_long_headers_are_looked_at_in_part),
		UNIT_TEST(odd_proxy_lists_trust_nobody_more),
		UNIT_TEST(e1_a_household_shares_a_prefix),
		UNIT_TEST(e1_a_mapped_address_is_its_ipv4_address),
	};

	return cmocka_run_group_tests_name("web_peer", tests, NULL, NULL);
}
