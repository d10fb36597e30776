/** Two tabs of the datasets page: all images with their ages, and what ages are known. */
package dev.interproto.desktop.ages;
