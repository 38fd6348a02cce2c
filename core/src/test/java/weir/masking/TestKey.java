package weir.masking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/**
 * A public key made on the spot.
 *
 * @param fingerprint upper-case hex
 */
public record TestKey(String armour, String fingerprint) {

  /** A key without signatures, which is enough for a fingerprint. */
  public static TestKey make(String userId) {
    try {
      Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
      generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
      PGPPublicKey key =
          new BcPGPKeyPair(
                  4,
                  PublicKeyAlgorithmTags.EDDSA_LEGACY,
                  generator.generateKeyPair(),
                  Date.from(Instant.parse("2019-01-01T00:00:00Z")))
              .getPublicKey();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ArmoredOutputStream armour =
          ArmoredOutputStream.builder().setVersion("Test " + userId).build(bytes)) {
        key.encode(armour);
      }
      return new TestKey(
          bytes.toString(StandardCharsets.US_ASCII).strip(),
          HexFormat.of().formatHex(key.getFingerprint()).toUpperCase(Locale.ROOT));
    } catch (IOException | PGPException e) {
      throw new IllegalStateException(e);
    }
  }
}
