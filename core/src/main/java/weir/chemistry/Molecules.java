package weir.chemistry;

import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.ConnectivityChecker;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smarts.SmartsPattern;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.stereo.Stereocenters;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;
import uk.ac.cam.ch.wwmm.opsin.NameToStructure;
import uk.ac.cam.ch.wwmm.opsin.NameToStructureConfig;
import uk.ac.cam.ch.wwmm.opsin.OpsinResult;

/**
 * Names to structures by OPSIN, structures by CDK. Both are loaded at the first use: most pages
 * never need them.
 */
final class Molecules {
  /** Longer names are not read: none in the lexicon's families comes near. */
  static final int LONGEST_NAME = 250;

  private Molecules() {}

  /** OPSIN keeps state while it reads one name. */
  private static final class Opsin {
    static final NameToStructure READER = NameToStructure.getInstance();
    static final ReentrantLock LOCK = new ReentrantLock();
  }

  /** The structure that a systematic name states, as SMILES; empty when it cannot be read. */
  static @Nullable String ofName(String name) {
    if (name.length() > LONGEST_NAME) {
      return null;
    }
    NameToStructureConfig config = new NameToStructureConfig();
    config.setWarnRatherThanFailOnUninterpretableStereochemistry(true);
    Opsin.LOCK.lock();
    try {
      OpsinResult result = Opsin.READER.parseChemicalName(name, config);
      if (result.getStatus() == OpsinResult.OPSIN_RESULT_STATUS.FAILURE) {
        return null;
      }
      return result.getSmiles();
    } finally {
      Opsin.LOCK.unlock();
    }
  }

  /** Ready for patterns; counter-ions and water are left out. Empty when it cannot be read. */
  static @Nullable IAtomContainer read(String smiles) {
    try {
      IAtomContainer molecule =
          new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
      IAtomContainer main = AtomContainerManipulator.suppressHydrogens(largest(molecule));
      SmartsPattern.prepare(main);
      return main;
    } catch (CDKException e) {
      return null;
    }
  }

  private static IAtomContainer largest(IAtomContainer molecule) {
    if (ConnectivityChecker.isConnected(molecule)) {
      return molecule;
    }
    IAtomContainer largest = molecule;
    int most = 0;
    for (IAtomContainer part :
        ConnectivityChecker.partitionIntoMolecules(molecule).atomContainers()) {
      if (part.getAtomCount() > most) {
        most = part.getAtomCount();
        largest = part;
      }
    }
    return largest;
  }

  /** One text for equal constitutions, handedness left out; empty when CDK cannot write it. */
  static @Nullable String constitution(IAtomContainer molecule) {
    try {
      return new SmilesGenerator(SmiFlavor.Unique | SmiFlavor.UseAromaticSymbols).create(molecule);
    } catch (CDKException e) {
      return null;
    }
  }

  /** Whether a centre that could be handed is not stated. */
  static boolean handednessOpen(IAtomContainer molecule) {
    int stated = 0;
    for (Iterator<?> elements = molecule.stereoElements().iterator(); elements.hasNext(); ) {
      elements.next();
      stated++;
    }
    Stereocenters centres = Stereocenters.of(molecule);
    int possible = 0;
    for (int i = 0; i < molecule.getAtomCount(); i++) {
      if (centres.elementType(i) == Stereocenters.Type.Tetracoordinate
          && centres.isStereocenter(i)) {
        possible++;
      }
    }
    return possible > stated;
  }
}
