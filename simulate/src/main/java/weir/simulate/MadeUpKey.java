package weir.simulate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/**
 * An OpenPGP public key of a made-up vendor: a real Ed25519 key with its self-signature, but made
 * from the scenario's seed, so that everybody can know its private half.
 *
 * @param armour as printed on pages
 * @param fingerprint upper-case hex
 */
record MadeUpKey(String armour, String fingerprint) {

  static MadeUpKey of(Dice dice, String name, Date madeOn) {
    try {
      Ed25519PrivateKeyParameters secret = new Ed25519PrivateKeyParameters(dice.bytes(32));
      BcPGPKeyPair pair =
          new BcPGPKeyPair(
              PublicKeyPacket.VERSION_4,
              PublicKeyAlgorithmTags.EDDSA_LEGACY,
              new AsymmetricCipherKeyPair(secret.generatePublicKey(), secret),
              madeOn);
      PGPSignatureGenerator signer =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(
                  PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA256),
              pair.getPublicKey());
      signer.init(PGPSignature.POSITIVE_CERTIFICATION, pair.getPrivateKey());
      PGPSignatureSubpacketGenerator details = new PGPSignatureSubpacketGenerator();
      // Without it the time of day would be signed, and no two runs would be alike.
      details.setSignatureCreationTime(false, madeOn);
      details.setIssuerFingerprint(false, pair.getPublicKey());
      signer.setHashedSubpackets(details.generate());
      String user = name + " <" + name + "@example.org>";
      PGPPublicKey certified =
          PGPPublicKey.addCertification(
              pair.getPublicKey(), user, signer.generateCertification(user, pair.getPublicKey()));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ArmoredOutputStream armoured =
          ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
        certified.encode(armoured);
      }
      return new MadeUpKey(
          bytes.toString(StandardCharsets.US_ASCII).replace("\r\n", "\n").strip(),
          HexFormat.of().formatHex(certified.getFingerprint()).toUpperCase(Locale.ROOT));
    } catch (IOException | PGPException e) {
      throw new IllegalStateException("A key cannot be made", e);
    }
  }
}
