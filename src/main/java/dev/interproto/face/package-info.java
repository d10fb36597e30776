/**
 * One photograph: decoded to 8-bit RGB, its faces found, aligned to 112×112 by five points and
 * turned into the numbers a network reads. OpenCV does the pixel work; its native memory never
 * leaves this package.
 */
package dev.interproto.face;
