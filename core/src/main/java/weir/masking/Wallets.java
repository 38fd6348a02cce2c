package weir.masking;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Addresses of cryptocurrency wallets. Those with a checksum count when it is right, or when a word
 * announces them; hashes of payments stay, since they are numbers of things.
 *
 * <p>Forms: Base58Check (Bitcoin, Litecoin, Dogecoin, Dash, Tron…), Bech32 and Bech32m (BIP 173,
 * 350), CashAddr, Monero, Ethereum.
 */
final class Wallets {

  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int ANNOUNCED_WITHIN = 40;
  private static final int[] MONERO_LENGTHS = {95, 106};

  private Wallets() {}

  static void find(String text, Marks marks, Found found) {
    for (int k = 0; k < marks.runs(); k++) {
      int start = marks.runStart(k);
      int end = marks.runEnd(k);
      if (end - start <= 120) {
        String run = text.substring(start, end);
        if (isWallet(run) || (looksAlike(run) && announced(marks, start))) {
          found.contact("wallet", start, end, run);
        }
      }
    }
  }

  private static boolean announced(Marks marks, int start) {
    return marks.announced(start, ANNOUNCED_WITHIN, Cue.COIN.bit);
  }

  static boolean isWallet(String run) {
    int length = run.length();
    char first = run.charAt(0);
    if (length == 42 && (run.startsWith("0x") || run.startsWith("0X"))) {
      return run.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0);
    }
    if ((first == '4' || first == '8') && Arrays.binarySearch(MONERO_LENGTHS, length) >= 0) {
      return run.chars().allMatch(c -> BASE58.indexOf(c) >= 0);
    }
    String lower = run.toLowerCase(Locale.ROOT);
    if (lower.startsWith("bc1") || lower.startsWith("ltc1") || lower.startsWith("tb1")) {
      return length <= 90 && isBech32(lower);
    }
    if (length == 42 && (first == 'q' || first == 'p')) {
      return run.chars().allMatch(c -> BECH32.indexOf(c) >= 0); // CashAddr without its prefix
    }
    return length >= 25 && length <= 36 && isBase58Check(run);
  }

  /** Whether a run has a wallet's form, checksum aside. */
  private static boolean looksAlike(String run) {
    boolean base58 = run.chars().allMatch(c -> BASE58.indexOf(c) >= 0);
    boolean mixed =
        run.chars().anyMatch(Character::isUpperCase)
            && run.chars().anyMatch(Character::isLowerCase)
            && run.chars().anyMatch(Character::isDigit);
    return base58 && mixed && run.length() <= 110;
  }

  private static boolean isBase58Check(String run) {
    byte[] bytes = new byte[25];
    for (int i = 0; i < run.length(); i++) {
      int carry = BASE58.indexOf(run.charAt(i));
      if (carry < 0) {
        return false;
      }
      for (int j = bytes.length - 1; j >= 0; j--) {
        carry += 58 * (bytes[j] & 0xff);
        bytes[j] = (byte) carry;
        carry >>>= 8;
      }
      if (carry != 0) {
        return false;
      }
    }
    byte[] hash = sha256(sha256(Arrays.copyOf(bytes, 21)));
    return Arrays.equals(hash, 0, 4, bytes, 21, 25);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH32M = 0x2bc830a3;

  private static boolean isBech32(String run) {
    int one = run.lastIndexOf('1');
    int check = 1;
    for (int i = 0; i < one; i++) {
      check = step(check, run.charAt(i) >> 5);
    }
    check = step(check, 0);
    for (int i = 0; i < one; i++) {
      check = step(check, run.charAt(i) & 31);
    }
    for (int i = one + 1; i < run.length(); i++) {
      int value = BECH32.indexOf(run.charAt(i));
      if (value < 0) {
        return false;
      }
      check = step(check, value);
    }
    return check == 1 || check == BECH32M;
  }

  private static int step(int check, int value) {
    int top = check >>> 25;
    int next = (check & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= (top >>> i & 1) == 1 ? GENERATOR[i] : 0;
    }
    return next;
  }
}
