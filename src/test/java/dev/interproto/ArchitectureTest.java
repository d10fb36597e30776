package dev.interproto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The floors of the house: a package imports from the floors below it, never from above or beside.
 */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.interproto");

    private static final String ROOT = "dev.interproto.";
    private static final Map<String, Integer> FLOORS =
            Map.ofEntries(
                    Map.entry("desktop", 8),
                    Map.entry("command", 8),
                    Map.entry("workspace", 7),
                    Map.entry("training", 6),
                    Map.entry("verification", 5),
                    Map.entry("projection", 5),
                    Map.entry("loss", 4),
                    Map.entry("network", 3),
                    Map.entry("dataset", 2),
                    Map.entry("face", 1),
                    Map.entry("common", 0));

    @Test
    void everyPackageStandsOnAFloor() {
        ArchRule rule =
                ArchRuleDefinition.classes()
                        .that()
                        .resideOutsideOfPackage("dev.interproto")
                        .should(
                                new ArchCondition<>("lie in a package of the design") {
                                    @Override
                                    public void check(JavaClass type, ConditionEvents events) {
                                        if (room(type).filter(FLOORS::containsKey).isEmpty()) {
                                            events.add(
                                                    SimpleConditionEvent.violated(
                                                            type,
                                                            type.getName() + " stands nowhere"));
                                        }
                                    }
                                });
        rule.check(CLASSES);
    }

    @Test
    void importsGoDownwards() {
        ArchRule rule =
                ArchRuleDefinition.classes()
                        .that()
                        .resideOutsideOfPackage("dev.interproto")
                        .should(
                                new ArchCondition<>("use only the floors below") {
                                    @Override
                                    public void check(JavaClass type, ConditionEvents events) {
                                        checkDownwards(type, events);
                                    }
                                });
        rule.check(CLASSES);
    }

    @Test
    void noCycles() {
        ArchRule rule = slices().matching("dev.interproto.(**)").should().beFreeOfCycles();
        rule.check(CLASSES);
    }

    @Test
    void screensOnlyInTheDesktop() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.interproto.desktop..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "javafx..", "org.controlsfx..", "org.jfree..", "org.kordamp..");
        rule.check(CLASSES);
    }

    @Test
    void arraysOnlyWhereArithmeticIs() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.interproto.network..",
                                "dev.interproto.loss..",
                                "dev.interproto.training..",
                                "dev.interproto.verification..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.nd4j..", "org.deeplearning4j..", "org.bytedeco.dnnl..");
        rule.check(CLASSES);
    }

    @Test
    void onnxOnlyWhereModelsAre() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.interproto.network..", "dev.interproto.verification..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "ai.onnxruntime..", "org.bytedeco.onnxruntime..", "onnx..");
        rule.check(CLASSES);
    }

    @Test
    void onlyCommandsPrint() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.interproto.command..")
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err");
        rule.check(CLASSES);
    }

    @Test
    void noVagueNames() {
        ArchRule rule =
                noClasses()
                        .should()
                        .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
                        .as("no Manager, Helper, Util or Impl");
        rule.check(CLASSES);
    }

    private static void checkDownwards(JavaClass type, ConditionEvents events) {
        Optional<String> from = room(type);
        if (from.isEmpty()) {
            return;
        }
        DescribedPredicate<JavaClass> ours =
                DescribedPredicate.describe(
                        "ours", other -> other.getPackageName().startsWith("dev.interproto"));
        type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> ours.test(dependency.getTargetClass().getBaseComponentType()))
                .forEach(
                        dependency -> {
                            JavaClass target = dependency.getTargetClass().getBaseComponentType();
                            Optional<String> to = room(target);
                            boolean sameRoom = to.equals(from);
                            boolean below =
                                    to.isPresent()
                                            && FLOORS.getOrDefault(to.get(), 99)
                                                    < FLOORS.getOrDefault(from.get(), -1);
                            if (!sameRoom && !below) {
                                events.add(
                                        SimpleConditionEvent.violated(
                                                dependency, dependency.getDescription()));
                            }
                        });
    }

    /**
     * The first package part below the root: the room a class lives in; empty for the root itself.
     */
    private static Optional<String> room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return Optional.empty();
        }
        String rest = name.substring(ROOT.length());
        int dot = rest.indexOf('.');
        return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
    }
}
