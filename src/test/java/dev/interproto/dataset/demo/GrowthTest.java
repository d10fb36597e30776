package dev.interproto.dataset.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void strainGrowsFromBirthAndEndsAtTwenty() {
        assertThat(new Growth(0).strain()).isZero();
        assertThat(new Growth(6).strain()).isLessThan(new Growth(12).strain());
        assertThat(new Growth(20).strain()).isEqualTo(0.36, within(1e-12));
        assertThat(new Growth(60).strain()).isEqualTo(0.36, within(1e-12));
    }

    @Test
    void cardioidalStrainKeepsTheCrownAndMovesTheChinMost() {
        Growth newborn = new Growth(0);
        assertThat(newborn.shrink(1)).isEqualTo(1);
        // k = 0 against k = 0.36: level with the centre 1/1.36, straight down 1/1.72.
        assertThat(newborn.shrink(0)).isEqualTo(1 / 1.36, within(1e-12));
        assertThat(newborn.shrink(-1)).isEqualTo(1 / 1.72, within(1e-12));
        assertThat(new Growth(30).shrink(-1)).isEqualTo(1, within(1e-12));
    }

    @Test
    void aChildsEyesLieLowerInTheHeadThanAnAdults() {
        Person person = Person.sample(new SplittableRandom(5));
        assertThat(eyeHeight(person, 2)).isGreaterThan(eyeHeight(person, 10) + 0.01);
        assertThat(eyeHeight(person, 10)).isGreaterThan(eyeHeight(person, 25) + 0.01);
    }

    /** Where the eyes lie between crown (0) and chin (1). */
    private static double eyeHeight(Person person, double years) {
        FaceGeometry face = FaceGeometry.of(person, years, Capture.neutral(1));
        double[][] half = face.halfOutline();
        Point2D crown = face.at(0, half[0][1], 0);
        Point2D chin = face.at(0, half[half.length - 1][1], 0);
        double eyes = face.at(-0.5, 0).getY();
        return (eyes - crown.getY()) / (chin.getY() - crown.getY());
    }

    @Test
    void childrenOfDifferentIdentitiesAreMoreAlikeThanAdultsInTraits() {
        List<Person> people = people(20);
        assertThat(meanTraitDistance(people, 5)).isLessThan(0.6 * meanTraitDistance(people, 30));
        assertThat(meanTraitDistance(people, 5)).isLessThan(meanTraitDistance(people, 11));
    }

    @Test
    void childrenOfDifferentIdentitiesAreMoreAlikeThanAdultsInPixels() {
        List<Person> people = people(14);
        assertThat(meanPixelDistance(people, 4)).isLessThan(0.95 * meanPixelDistance(people, 35));
    }

    @Test
    void agesBeyondALifeAreRefused() {
        assertThatThrownBy(() -> new Growth(-1)).hasMessageContaining("0 to 100");
        assertThatThrownBy(() -> new Growth(Double.NaN)).hasMessageContaining("0 to 100");
    }

    private static List<Person> people(int count) {
        SplittableRandom random = new SplittableRandom(42);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(Person.sample(random.split()));
        }
        return people;
    }

    private static double meanTraitDistance(List<Person> people, double years) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < people.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += people.get(i).distance(people.get(j), years);
                pairs++;
            }
        }
        return sum / pairs;
    }

    /** Root mean square difference of the faces' middle parts, mean of all pairs. */
    private static double meanPixelDistance(List<Person> people, double years) {
        List<int[]> faces = new ArrayList<>();
        for (Person person : people) {
            BufferedImage face = FaceRenderer.aligned(person, years, Capture.neutral(1));
            faces.add(face.getRGB(24, 34, 64, 70, null, 0, 64));
        }
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < faces.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += structureDistance(faces.get(i), faces.get(j));
                pairs++;
            }
        }
        return sum / pairs;
    }

    /** Of the green channel less its mean, so that skin tone does not count. */
    private static double structureDistance(int[] a, int[] b) {
        double mean = 0;
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (a[i] >> 8 & 255) - (b[i] >> 8 & 255);
            mean += difference / a.length;
            square += difference * difference / a.length;
        }
        return Math.sqrt(square - mean * mean);
    }
}
