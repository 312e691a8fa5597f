/* lib/base/crypt and lib/base/rnd. */
#include "base/base.h"

#include "base/crypt.h"

#include "base/rnd.h"
#include "base/text.h"
#include "unit.h"

static void
hashes_are_sha256(void **state)
{
	char hex[CRYPT_HASH_HEX];

	(void)state;
	/* FIPS 180-2, appendix B.1 */
	crypt_hash_hex("abc", 3, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
				 "b00361a396177a9cb410ff61f20015ad");
	crypt_hash_hex("", 0, hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
				 "27ae41e4649b934ca495991b7852b855");
}

static void
a_fingerprint_tells_versions_apart(void **state)
{
	char one[CRYPT_FINGERPRINT_HEX], two[CRYPT_FINGERPRINT_HEX];

	(void)state;
	crypt_fingerprint_hex("body { }", 8, one);
	crypt_fingerprint_hex("body { }", 8, two);
	assert_string_equal(one, two);
	assert_int_equal(strlen(one), CRYPT_FINGERPRINT_HEX - 1);
	crypt_fingerprint_hex("body {}", 7, two);
	assert_string_not_equal(one, two);
}

static void
macs_are_hmac_sha256(void **state)
{
	uint8_t key[CRYPT_HASH] = {0};
	char hex[CRYPT_HASH_HEX];

	(void)state;
	/* RFC 4231, test case 1; a key is filled up with zeros by HMAC. */
	memset(key, 0x0B, 20);
	crypt_mac_hex(key, "Hi There", hex);
	assert_string_equal(hex, "b0344c61d8db38535ca8afceaf0bf12b"
				 "881dc200c9833da726e9376c2e32cff7");
}

static void
b2_strings_are_compared_whole(void **state)
{
	(void)state;
	assert_true(crypt_equal("", "") && crypt_equal("abc", "abc"));
	assert_false(crypt_equal("abc", "abd") || crypt_equal("abc", "ab") ||
	    crypt_equal("", "a") || crypt_equal("abc", "Abc"));
}

static void
sub_keys_differ_by_purpose_and_secret(void **state)
{
	const char *secret = "0123456789abcdef0123456789abcdef";
	uint8_t csrf[CRYPT_HASH], again[CRYPT_HASH], other[CRYPT_HASH];

	(void)state;
	crypt_derive(secret, "csrf", csrf);
	crypt_derive(secret, "csrf", again);
	assert_memory_equal(csrf, again, CRYPT_HASH);
	crypt_derive(secret, "cookie", other);
	assert_memory_not_equal(csrf, other, CRYPT_HASH);
	crypt_derive("0123456789abcdef0123456789abcdeg", "csrf", other);
	assert_memory_not_equal(csrf, other, CRYPT_HASH);
}

static void
b1_tokens_have_256_random_bits(void **state)
{
	char tokens[200][RND_TOKEN];
	const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst"
			      "uvwxyz0123456789-_";

	(void)state;
	for (size_t i = 0; i < NELEM(tokens); i++) {
		rnd_token(tokens[i]);
		/* 43 characters of 6 bits hold 256 bits. */
		assert_int_equal(strlen(tokens[i]), 43);
		assert_int_equal(strspn(tokens[i], letters), 43);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(tokens[i], tokens[k]);
	}
	/* Every place varies: nothing of a token is fixed. */
	for (size_t at = 0; at < 43; at++) {
		size_t same = 0;

		for (size_t i = 1; i < NELEM(tokens); i++)
			same += tokens[i][at] == tokens[0][at];
		assert_true(same < NELEM(tokens) / 2);
	}
}

static void
uuids_are_version_4(void **state)
{
	char one[RND_UUID], two[RND_UUID];

	(void)state;
	for (int i = 0; i < 100; i++) {
		rnd_uuid(one);
		rnd_uuid(two);
		assert_true(text_is_uuid(one));
		assert_int_equal(one[14], '4');
		assert_non_null(strchr("89ab", one[19]));
		assert_string_not_equal(one, two);
	}
}

static void
numbers_stay_below_their_limit(void **state)
{
	bool seen[7] = {false};

	(void)state;
	for (int i = 0; i < 1000; i++) {
		uint32_t v = rnd_below(7);

		assert_true(v < 7);
		seen[v] = true;
	}
	for (size_t i = 0; i < NELEM(seen); i++)
		assert_true(seen[i]);
	assert_int_equal(rnd_below(1), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(hashes_are_sha256),
		UNIT_TEST(a_fingerprint_tells_versions_apart),
		UNIT_TEST(macs_are_hmac_sha256),
		UNIT_TEST(b2_strings_are_compared_whole),
		UNIT_TEST(sub_keys_differ_by_purpose_and_secret),
		UNIT_TEST(b1_tokens_have_256_random_bits),
		UNIT_TEST(uuids_are_version_4),
		UNIT_TEST(numbers_stay_below_their_limit),
	};

	crypt_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
